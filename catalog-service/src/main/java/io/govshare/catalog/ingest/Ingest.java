package io.govshare.catalog.ingest;

import java.util.UUID;

/**
 * One bulk intake and how far it has come.
 *
 * @param lines line ends of the body that are dealt with
 * @param bytes bytes of the body that are dealt with
 * @param prefixSha256 SHA-256 of these bytes
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
        byte[] prefixSha256,
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
