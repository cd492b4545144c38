package io.govshare.ledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.ledger.anchor.VotingLedger;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.proof.seal.SealedStatement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts from before and after votes, for a verifier whose trust file is from before. */
class ReceiptsAfterVotesIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void theOldTrustFileIsEnoughForReceiptsOfEveryTime() {
        try (VotingLedger voting = VotingLedger.start(directory)) {
            ReceiptMaker maker = new ReceiptMaker(voting.ledger());
            Trust old = maker.trust(voting.trusted());
            List<SealedStatement> sealed = new ArrayList<>();
            sealed.add(anchored(voting, maker));
            voting.chain().change(voting.chain().candidate(), true);
            sealed.add(anchored(voting, maker));
            voting.chain().change(voting.trusted().getFirst(), false);
            sealed.add(anchored(voting, maker));

            List<Receipt> receipts = sealed.stream().map(maker::receipt).toList();

            assertThat(receipts.stream().map(receipt -> validators(receipt, old)))
                    .containsExactly(
                            "sealed by 4 of 4 validators",
                            "sealed by 5 of 5 validators, known by 4 earlier headers",
                            "sealed by 4 of 4 validators, known by 8 earlier headers");
            assertThat(maker.bundle(sealed).receipts()).isEqualTo(receipts);
            assertThat(receipts.getLast().toJson().toString()).contains("\"validatorChanges\":[\"0x");
            assertThat(receipts.getFirst().toJson().toString()).doesNotContain("validatorChanges");
        }
    }

    private static SealedStatement anchored(VotingLedger voting, ReceiptMaker maker) {
        SealedStatement statement = maker.seal();
        voting.anchor(List.of(statement.entry()));
        return statement;
    }

    private static String validators(Receipt receipt, Trust trust) {
        Verdict verdict = ReceiptVerifier.verify(receipt, trust);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Verdict.Outcome.VALID);
        return verdict.steps().stream()
                .filter(step -> step.name() == Step.Name.VALIDATORS)
                .map(Step::detail)
                .findFirst()
                .orElseThrow();
    }
}
