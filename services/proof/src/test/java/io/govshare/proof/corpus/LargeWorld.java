package io.govshare.proof.corpus;

import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.TestTrie;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.receipt.Receipt;
import java.util.Arrays;
import java.util.List;

/**
 * A consortium in which much has happened: thousands of anchors in the contract, hundreds of accounts on the chain,
 * records of six fields as open data of public works have them.
 */
final class LargeWorld {
    private static final int ANCHORS = 3_000;
    private static final int ACCOUNTS = 300;

    private final World world = new World("size", 20261, Consensus.QBFT, World.validators(4));

    World world() {
        return world;
    }

    World.Statement publish(int number) {
        Sealers sealers = world.sealers();
        List<String> fields = List.of(
                sealers.field("title", "\"Juanita E. Thornton / Shepherd Park Library\""),
                sealers.field("agency", "\"DPR\""),
                sealers.field("year", "2015"),
                sealers.field("address", "\"7420 Georgia Ave. NW\""),
                sealers.field("label", "\"" + number + "\""),
                sealers.field("location", "[-77.02704,38.98029]"));
        JsonValue.Obj claims = JsonEdit.set(
                Sealers.claims("fiscal", "record.published", number), "op", "5c7a9a0e-1111-4222-8333-444455556666");
        return new World.Statement(
                sealers.seal("fiscal", Sealers.record(claims, 1, "", Sealers.digests(fields))), fields);
    }

    /** With all fields shown. */
    Receipt receipt(World.Statement statement, InclusionProof inclusion, Anchoring anchoring) {
        return Receipt.parse(world.receipt(statement.compact(), statement.disclosures(), inclusion, anchoring)
                .toString());
    }

    Anchoring anchoring(long treeSize, Hash root) {
        TestTrie storage = world.storage(treeSize, World.shortest(root));
        for (int size = 1; size <= ANCHORS; size++) {
            storage.putHashed(
                    AnchorRegistryState.rootSlot(world.logId(), size).bytes(),
                    World.shortest(KnownKeys.hash("" + size)));
        }
        TestTrie state = world.state(World.account(storage.root()));
        for (int i = 0; i < ACCOUNTS; i++) {
            byte[] address = Arrays.copyOf(
                    Keccak.hash(new byte[] {(byte) i, (byte) (i >> 8)}).bytes(), Address.BYTES);
            state.putHashed(address, World.account(root));
        }
        return world.anchoring(treeSize, root, 123_456, storage, state, world::sealAll);
    }
}
