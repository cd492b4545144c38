package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Step;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.stack.client.Answer;
import io.govshare.stack.client.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is left to prove of a record that was erased. */
class ErasureIntegrationTests {

    private final World world = World.world();
    private final Operator medical = world.operator("medical-admin");

    private UUID published(UUID dataset) {
        return UUID.fromString(medical.publishes(dataset, Map.of("name", "clinic", "amount", 3))
                .expect(201)
                .json()
                .path("record")
                .asString());
    }

    private static Answer anchored(Supplier<Answer> receipt) {
        World.eventually(
                "the receipt", Duration.ofSeconds(60), () -> receipt.get().status() == 200);
        return receipt.get();
    }

    private static String shown(Verdict verdict) {
        return verdict.steps().stream()
                .filter(step -> step.name() == Step.Name.DISCLOSURES)
                .map(Step::detail)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anErasedRecordIsProvedToHaveExistedAndToBeErased() {
        UUID dataset = world.dataset("medical", "open");
        UUID record = published(dataset);
        UUID other = published(dataset);
        byte[] kept = world.receipt(medical, record);
        assertThat(Receipts.verify(world, medical, other)).isTrue();

        String erasure = medical.erases(record, "system test")
                .expect(200)
                .json()
                .path("entry")
                .asString();
        assertThat(medical.fetchesReceipt(record).status()).isEqualTo(410);

        Verdict existed = Receipts.verdict(
                world, anchored(() -> medical.fetchesBareReceipt(record)).body());
        assertThat(existed.outcome()).isEqualTo(world.bestOutcome());
        assertThat(shown(existed)).isEqualTo("0 of the record's fields shown");
        Verdict erased = Receipts.verdict(
                world, anchored(() -> medical.fetchesStatementReceipt(erasure)).body());
        assertThat(erased.outcome()).isEqualTo(world.bestOutcome());
        assertThat(shown(erased)).isEqualTo("none; record " + record + " existed, erased");

        String bundle = anchored(() -> medical.fetchesBundle(dataset, List.of(record, other)))
                .text();
        List<Verdict> together =
                new ReceiptVerifier(Trust.parse(Receipts.trust(world))).verify(ReceiptBundle.parse(bundle));
        assertThat(together).hasSize(3).extracting(Verdict::outcome).containsOnly(world.bestOutcome());
        assertThat(shown(together.get(1))).isEqualTo(shown(erased));
        // Nobody else's receipt has changed, nor what was given before.
        assertThat(Receipts.verify(world, medical, other)).isTrue();
        assertThat(Receipts.verdict(world, kept).outcome()).isEqualTo(world.bestOutcome());
    }
}
