package io.govshare.ledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.govshare.ledger.LedgerProblem;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.starter.problem.ProblemException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bundle is no larger than a verifier takes it. */
class EvidenceBundleUnitTests {

    private static final int CHANGES = 8;

    private final EvidenceBundle.Builder bundle = new EvidenceBundle.Builder();

    private static EvidenceBundle.Shared anchor(long size, String header, int changes) {
        return new EvidenceBundle.Shared(
                "checkpoint",
                new Evidence.Anchored(
                        7,
                        "0xc0",
                        "0x1d",
                        size,
                        new Evidence.Block(size, "0xb1", header),
                        List.of("0xa0"),
                        List.of("0xa1"),
                        Collections.nCopies(changes, "0xcc")));
    }

    private void refuses(EvidenceBundle.Shared anchor) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> bundle.anchor(anchor))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(LedgerProblem.TOO_LARGE));
    }

    @Test
    void headersOfChangesAreCountedOverAllAnchors() {
        int most = ReceiptBundle.MAX_CHANGES / CHANGES;
        for (int i = 1; i <= most; i++) {
            bundle.anchor(anchor(i, "0xcc", CHANGES));
        }

        refuses(anchor(most + 1L, "0xcc", 1));

        assertThat(bundle.build(List.of()).anchors()).hasSize(most);
    }

    @Test
    void anchorsThatFillTheFileLeaveNoRoom() {
        String header = "c".repeat(Receipt.MAX_BYTES / 4);
        for (int i = 1; i < 4; i++) {
            bundle.anchor(anchor(i, header, 0));
        }

        refuses(anchor(4, header, 0));
    }
}
