package io.govshare.e2e;

import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.receipt.Verdict;
import io.govshare.stack.client.Operator;
import java.util.UUID;

/** Receipts of the shared world, verified as anybody would. */
final class Receipts {

    private Receipts() {}

    /** Whether the record's receipt holds; on a development chain that is everything but the validators' seals. */
    static boolean verify(World world, Operator reader, UUID record) {
        return verdict(world, world.receipt(reader, record)).outcome() == world.bestOutcome();
    }

    static Verdict verdict(World world, byte[] receipt) {
        return ReceiptVerifier.verify(Receipt.parse(receipt), Trust.parse(trust(world)));
    }

    /** The ledger's own trust file. */
    static byte[] trust(World world) {
        return world.operator("auditor").get("/api/ledger/v1/trust").expect(200).body();
    }
}
