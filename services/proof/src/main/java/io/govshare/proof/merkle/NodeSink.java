package io.govshare.proof.merkle;

/** Receives the root of each subtree at the moment it becomes complete; from then on it never changes. */
@FunctionalInterface
public interface NodeSink {
    /** Takes no notice, for callers that only want the root. */
    NodeSink NONE = (level, index, hash) -> {};

    void completed(int level, long index, Hash hash);
}
