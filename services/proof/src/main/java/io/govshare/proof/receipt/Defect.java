package io.govshare.proof.receipt;

/** The reason why a step failed. Never leaves this package. */
final class Defect extends Exception {
    private static final long serialVersionUID = 1L;

    Defect(String reason) {
        super(reason);
    }
}
