package io.govshare.verifier;

/** What the caller's shell gets to know. A later one outweighs an earlier one. */
public enum ExitStatus {
    VALID(0),
    NOT_VALID(1),
    UNUSABLE(2);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    ExitStatus worse(ExitStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
