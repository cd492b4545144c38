package io.govshare.stack.process;

/** How a process is asked to end. */
public enum StopSignal {
    TERM,
    /** PostgreSQL's fast shutdown: ends sessions instead of waiting for their clients. */
    INT,
    KILL
}
