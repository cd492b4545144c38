package io.govshare.testkit.architecture.bad.chain;

/** Asks a node. */
public interface ReadOnlyChain {

    long height();
}
