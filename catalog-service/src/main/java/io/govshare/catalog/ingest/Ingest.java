package io.govshare.catalog.ingest;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One bulk intake and how far it has come.
 *
 * @param lines line ends of the body that are dealt with
 * @param bytes bytes of the body that are dealt with
 * @param prefix what these bytes are recognised by; null once a record of the intake was erased
 * @param rejected exact number of refused lines, however few of them are listed
 */
record Ingest(
        UUID id,
        Key key,
        Format format,
        OnError onError,
        State state,
        long lines,
        long bytes,
        @Nullable Prefix prefix,
        long accepted,
        long rejected) {

    /** What makes two requests the same intake. */
    record Key(String agency, UUID dataset, String value) {}

    enum Format {
        NDJSON,
        CSV
    }

    enum OnError {
        KEEP,
        REFUSE
    }

    enum State {
        RUNNING,
        COMPLETE,
        REFUSED
    }

    boolean finished() {
        return state != State.RUNNING;
    }
}
