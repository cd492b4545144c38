package io.govshare.identity.agency;

/** Tells everybody else the present state of an agency. */
public interface Announcer {

    /**
     * Reads the agency's state, keys included, and leaves it for sending within the caller's transaction. The caller holds
     * the lock on the agency's row, which puts the announcements of one agency in order.
     */
    void announce(String agency);
}
