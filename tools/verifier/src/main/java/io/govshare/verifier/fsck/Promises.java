package io.govshare.verifier.fsck;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The anchors up to the signed head, then the head itself. */
final class Promises implements Iterator<KnownRoot> {
    private final Iterator<KnownRoot> anchors;
    private @Nullable KnownRoot anchor;
    private @Nullable KnownRoot checkpoint;

    Promises(Iterator<KnownRoot> anchors, KnownRoot checkpoint) {
        this.anchors = anchors;
        this.checkpoint = checkpoint;
        this.anchor = anchors.hasNext() ? anchors.next() : null;
    }

    /** The first anchor of a larger tree than the signed head's; known when all the others have been given out. */
    Optional<KnownRoot> beyond() {
        return Optional.ofNullable(anchor);
    }

    @Override
    public boolean hasNext() {
        return checkpoint != null;
    }

    @Override
    public KnownRoot next() {
        KnownRoot head = checkpoint;
        if (head == null) {
            throw new NoSuchElementException();
        }
        KnownRoot first = anchor;
        if (first != null && first.size() <= head.size()) {
            anchor = anchors.hasNext() ? anchors.next() : null;
            return first;
        }
        checkpoint = null;
        return head;
    }
}
