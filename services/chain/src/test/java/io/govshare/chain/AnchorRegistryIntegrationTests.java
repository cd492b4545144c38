package io.govshare.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.chain.contract.AnchorRegistry;
import io.govshare.proof.merkle.ConsistencyProof;
import io.govshare.proof.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/**
 * The Solidity itself, called through the generated wrapper: each way to refuse, what the events say, and the
 * consistency check against the same algorithm in Java.
 */
class AnchorRegistryIntegrationTests {
    private static final byte[] ORIGIN = AnchorSigner.originHash("test.example/log");
    private static final HashTree TREE = new HashTree("leaf", 70);
    private static DevChain devChain;
    private static ChainConnection connection;
    private static String contract;

    @BeforeAll
    static void deploy() {
        devChain = DevChain.start();
        connection = new ChainConnection(devChain.settings());
        contract = InMemorySetupTransactions.deployer(connection, AnchorKey.generate())
                .deploy();
    }

    @AfterAll
    static void stop() {
        connection.close();
        devChain.close();
    }

    @Test
    void openingALogNamesItsIdOriginAndKey() throws Exception {
        AnchorKey key = AnchorKey.generate();

        TransactionReceipt receipt = as(key).open(ORIGIN).send();

        AnchorRegistry.OpenedEventResponse event =
                AnchorRegistry.getOpenedEvents(receipt).get(0);
        assertThat(Hex.of(event.logId)).isEqualTo(key.logId("test.example/log"));
        assertThat(event.originHash).isEqualTo(ORIGIN);
        assertThat(event.key).isEqualTo(key.address());
        assertThat(as(key).keys(event.logId).send()).isEqualTo(key.address());
    }

    @Test
    void twoKeysOfOneOriginHaveTwoLogs() throws Exception {
        AnchorKey one = opened();
        AnchorKey two = opened();

        assertThat(one.logId("test.example/log")).isNotEqualTo(two.logId("test.example/log"));
        as(one).anchor(id(one), size(5), root(5), List.of()).send();
        assertThat(as(two).heads(id(two)).send()).isZero();
    }

    @Test
    void aLogIsOpenedOnce() {
        AnchorKey key = opened();

        assertThat(refusal(key, as(key).open(ORIGIN))).isEqualTo("AlreadyOpen(" + key.logId("test.example/log") + ")");
    }

    @Test
    void anAnchorIsStoredWithItsTimeAndAnnounced() throws Exception {
        AnchorKey key = opened();

        TransactionReceipt receipt =
                as(key).anchor(id(key), size(5), root(5), List.of()).send();

        AnchorRegistry.AnchoredEventResponse event =
                AnchorRegistry.getAnchoredEvents(receipt).get(0);
        assertThat(event.logId).isEqualTo(id(key));
        assertThat(event.size).isEqualTo(5);
        assertThat(event.root).isEqualTo(root(5));
        assertThat(as(key).times(id(key), size(5)).send()).isEqualTo(event.time);
        assertThat(as(key).roots(id(key), size(5)).send()).isEqualTo(root(5));
        assertThat(as(key).head(id(key)).send().component3()).isEqualTo(event.time);
    }

    @Test
    void repeatingTheHeadChangesNothingAndIsNotAnnounced() throws Exception {
        AnchorKey key = opened();
        as(key).anchor(id(key), size(5), root(5), List.of()).send();
        BigInteger time = as(key).times(id(key), size(5)).send();

        TransactionReceipt again =
                as(key).anchor(id(key), size(5), root(5), List.of()).send();

        assertThat(again.isStatusOK()).isTrue();
        assertThat(AnchorRegistry.getAnchoredEvents(again)).isEmpty();
        assertThat(as(key).times(id(key), size(5)).send()).isEqualTo(time);
    }

    @Test
    void aLogThatIsNotOpenIsNotAnchored() {
        AnchorKey key = AnchorKey.generate();

        assertThat(refusal(key, as(key).anchor(id(key), size(5), root(5), List.of())))
                .isEqualTo("NotOpen(" + key.logId("test.example/log") + ")");
    }

    @Test
    void onlyTheKeyOfTheLogAnchorsIt() {
        AnchorKey owner = opened();
        AnchorKey foreign = opened();

        assertThat(refusal(foreign, as(foreign).anchor(id(owner), size(5), root(5), List.of())))
                .isEqualTo("ForeignSender(" + owner.logId("test.example/log") + ", " + foreign.address() + ")");
    }

    @Test
    void anEmptyHeadIsNotAnchored() {
        AnchorKey key = opened();
        String refused = "EmptyHead(" + key.logId("test.example/log") + ", ";

        assertThat(refusal(key, as(key).anchor(id(key), size(0), root(5), List.of())))
                .isEqualTo(refused + "0)");
        assertThat(refusal(key, as(key).anchor(id(key), size(5), new byte[32], List.of())))
                .isEqualTo(refused + "5)");
    }

    @Test
    void theFirstAnchorComesWithoutProof() {
        AnchorKey key = opened();

        assertThat(refusal(key, as(key).anchor(id(key), size(5), root(5), List.of(root(4)))))
                .startsWith("NotAnExtension(");
    }

    @Test
    void everyKindOfBadExtensionIsRefused() throws Exception {
        AnchorKey key = opened();
        as(key).anchor(id(key), size(6), root(6), List.of()).send();
        List<byte[]> good = proof(6, 13);

        List<byte[]> shortened = good.subList(0, good.size() - 1);
        List<byte[]> lengthened = new ArrayList<>(good);
        lengthened.add(root(1));
        List<byte[]> swapped = new ArrayList<>(good);
        swapped.set(0, good.get(1));
        swapped.set(1, good.get(0));
        List<byte[]> altered = new ArrayList<>(good);
        altered.set(1, root(1));

        for (List<byte[]> bad : List.of(List.<byte[]>of(), shortened, lengthened, swapped, altered, proof(5, 13))) {
            assertThat(refusal(key, as(key).anchor(id(key), size(13), root(13), bad)))
                    .isEqualTo("NotAnExtension(" + key.logId("test.example/log") + ", 6, 13)");
        }
        assertThat(refusal(key, as(key).anchor(id(key), size(13), root(12), good)))
                .startsWith("NotAnExtension(");
        assertThat(as(key).anchor(id(key), size(13), root(13), good).send().isStatusOK())
                .isTrue();
    }

    @Test
    void consistencyIsJudgedAsByTheRfcForEveryPairOfSizesUpTo70() throws Exception {
        AnchorRegistry registry = as(AnchorKey.generate());
        Random random = new Random(9162);
        for (int from = 0; from <= 70; from++) {
            for (int to = 0; to <= 70; to++) {
                if (from == 0 || from >= to) {
                    List<byte[]> any = from == 0 || to == 0 ? List.of() : List.of(root(to));
                    assertThat(judged(registry, from, root(from), to, root(to), any))
                            .as("%d to %d", from, to)
                            .isFalse();
                    continue;
                }
                List<byte[]> good = proof(from, to);
                assertThat(judged(registry, from, root(from), to, root(to), good))
                        .as("%d to %d", from, to)
                        .isTrue();

                // A random change to sizes, roots or path: the contract and the Java verifier must agree.
                int otherFrom = random.nextInt(4) == 0 ? Math.max(1, from + random.nextInt(5) - 2) : from;
                int otherTo = random.nextInt(3) == 0 ? to + random.nextInt(5) - 2 : to;
                List<byte[]> path = new ArrayList<>(good);
                switch (random.nextInt(4)) {
                    case 0 -> path.remove(random.nextInt(path.size()));
                    case 1 -> path.add(random.nextInt(path.size() + 1), root(1 + random.nextInt(70)));
                    case 2 -> path.set(random.nextInt(path.size()), root(1 + random.nextInt(70)));
                    default -> {}
                }
                boolean expected = otherFrom < otherTo
                        && new ConsistencyProof(
                                        otherFrom,
                                        otherTo,
                                        path.stream().map(Hash::of).toList())
                                .verify(TREE.root(from), TREE.root(to));
                assertThat(judged(registry, otherFrom, root(from), otherTo, root(to), path))
                        .as("%d to %d taken for %d to %d", from, to, otherFrom, otherTo)
                        .isEqualTo(expected);
            }
        }
    }

    /**
     * All 64 hashes are read when the first size is one below a power of two; that they prove nothing here comes out
     * last, so the refusal costs what an acceptance would, but for the storing.
     */
    @Test
    void theLongestProofStaysFarBelowTheGasLimit() throws Exception {
        AnchorKey key = opened();
        BigInteger huge = BigInteger.ONE.shiftLeft(62);
        as(key).anchor(id(key), huge.subtract(BigInteger.ONE), root(5), List.of())
                .send();
        List<byte[]> longest = new ArrayList<>();
        for (int i = 0; i < ConsistencyProof.MAX_PATH; i++) {
            longest.add(root(1 + i));
        }

        TransactionReceipt refused = refused(as(key).anchor(id(key), huge, root(6), longest));

        assertThat(refused.getGasUsed()).isBetween(BigInteger.valueOf(60_000), BigInteger.valueOf(250_000));
    }

    private static boolean judged(
            AnchorRegistry registry, long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> path)
            throws Exception {
        return registry.isExtension(size(from), fromRoot, size(to), toRoot, path)
                .send();
    }

    private static AnchorKey opened() {
        AnchorKey key = AnchorKey.generate();
        InMemorySetupTransactions.deployer(connection, key).open(contract, "test.example/log");
        return key;
    }

    private static AnchorRegistry as(AnchorKey key) {
        return AnchorRegistry.load(
                contract,
                connection.web3j(),
                new RawTransactionManager(connection.web3j(), key.credentials(), DevChain.CHAIN_ID, 100, 50),
                new StaticGasProvider(BigInteger.ZERO, BigInteger.valueOf(Registry.GAS_LIMIT)));
    }

    /** What the contract says to a transaction that it refuses. */
    private static String refusal(AnchorKey key, RemoteFunctionCall<TransactionReceipt> call) {
        String hash = refused(call).getTransactionHash();
        return new Transactions(connection, key).mined(hash).orElseThrow().revertReason();
    }

    private static TransactionReceipt refused(RemoteFunctionCall<TransactionReceipt> call) {
        try {
            throw new AssertionError("the contract took " + call.send().getTransactionHash());
        } catch (TransactionException e) {
            return e.getTransactionReceipt().orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] id(AnchorKey key) {
        return Hex.bytes(key.logId("test.example/log"));
    }

    private static BigInteger size(long size) {
        return BigInteger.valueOf(size);
    }

    private static byte[] root(long size) {
        return TREE.root(size).bytes();
    }

    private static List<byte[]> proof(long from, long to) {
        return TREE.proof(from, to).stream().map(Hash::bytes).toList();
    }
}
