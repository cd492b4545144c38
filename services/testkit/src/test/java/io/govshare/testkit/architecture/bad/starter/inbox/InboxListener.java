package io.govshare.testkit.architecture.bad.starter.inbox;

import java.util.List;

/** Called inside a transaction. */
public interface InboxListener {

    void onEvents(List<String> events);
}
