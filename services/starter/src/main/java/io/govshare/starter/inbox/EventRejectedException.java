package io.govshare.starter.inbox;

import java.io.Serial;

/** The listener can never handle this event, however often it comes. */
public final class EventRejectedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient InboxEvent event;

    public EventRejectedException(InboxEvent event, String reason) {
        super(reason);
        this.event = event;
    }

    public InboxEvent event() {
        return event;
    }
}
