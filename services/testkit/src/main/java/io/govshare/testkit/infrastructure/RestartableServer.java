package io.govshare.testkit.infrastructure;

/** A server that tests may take away. Address and data stay the same over every restart. */
public interface RestartableServer {

    /** As {@code kill -9} does: without a goodbye to anyone. Returns once it is gone. */
    void kill();

    /** Starts it again after {@link #kill}; returns once it answers. */
    void start();

    /** Stops answering without closing connections, as a machine under too much load or a broken network does. */
    void freeze();

    /** The end of {@link #freeze}. */
    void thaw();
}
