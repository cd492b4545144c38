package io.govshare.proof.receipt;

/**
 * What came of one step of the check.
 *
 * @param detail what was established, what is wrong, or why the step was not taken
 */
public record Step(Name name, Status status, String detail) {
    /** The steps in their order. */
    public enum Name {
        FORMAT("format"),
        SEAL("seal"),
        DISCLOSURES("disclosures"),
        ENTRY("entry"),
        INCLUSION("inclusion"),
        CHECKPOINT("checkpoint"),
        ANCHOR("anchor"),
        BLOCK("block"),
        VALIDATORS("validators");

        private final String wireName;

        Name(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    public enum Status {
        PASSED("passed"),
        FAILED("failed"),
        SKIPPED("skipped");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    static Step passed(Name name, String detail) {
        return new Step(name, Status.PASSED, detail);
    }

    static Step failed(Name name, String reason) {
        return new Step(name, Status.FAILED, reason);
    }

    static Step skipped(Name name, String reason) {
        return new Step(name, Status.SKIPPED, reason);
    }
}
