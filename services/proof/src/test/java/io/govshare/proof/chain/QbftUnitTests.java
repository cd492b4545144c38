package io.govshare.proof.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.Resources;
import io.govshare.proof.SharedData;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QbftUnitTests {
    private static final List<TestValidator> FOUR = TestValidator.first(4);
    private static final List<Address> KNOWN = addresses(FOUR);
    private static final TestBlock BLOCK = TestBlock.of(7, Keccak.hash(new byte[] {7}), FOUR);

    record Recorded(String name, Hash hash, List<Address> validators, byte[] header) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recorded> recorded() {
        Stream<Recorded> own = Resources.rows("/vectors/qbft-headers.csv").stream()
                .map(row -> new Recorded(
                        row[0],
                        Hash.fromHex(row[1]),
                        Arrays.stream(row[3].split(" ")).map(Address::parse).toList(),
                        HexText.parse(row[4])));
        return Stream.concat(own, SharedData.files("besu").stream().flatMap(QbftUnitTests::originals));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recordedBlocksHaveTheirHashAndTheirSealsHold(Recorded block) {
        BlockHeader header = BlockHeader.parse(block.header());
        assertThat(header.hash(Consensus.QBFT)).isEqualTo(block.hash());
        if (header.number() == 0) {
            assertThat(QbftSeals.defect(header, block.validators())).contains("the genesis block carries no seals");
            return;
        }
        assertThat(header.hash(Consensus.DEVELOPMENT)).isNotEqualTo(block.hash());
        assertThat(QbftSeals.defect(header, block.validators())).isEmpty();
        List<Address> others = new ArrayList<>(block.validators());
        others.removeFirst();
        assertThat(QbftSeals.defect(header, others)).isPresent();
        assertThat(QbftSeals.defect(header, List.of())).isPresent();
    }

    @Test
    void nodesHoldOtherSealsForTheSameBlock() {
        List<Recorded> twins =
                recorded().filter(block -> block.name().startsWith("round1")).toList();
        assertThat(twins).hasSizeGreaterThanOrEqualTo(2);
        assertThat(twins.get(0).hash()).isEqualTo(twins.get(1).hash());
        assertThat(twins.get(0).header()).isNotEqualTo(twins.get(1).header());
    }

    @Test
    void quorumIsTwoThirdsRoundedUp() {
        assertThat(IntStream.rangeClosed(1, 7).map(QbftSeals::quorum)).containsExactly(1, 2, 2, 3, 4, 4, 5);
    }

    @Test
    void quorumIsNeededAndEnough() {
        assertThat(defect(BLOCK)).isNull();
        assertThat(defect(BLOCK.withSeals(seals -> seals.subList(0, 3)))).isNull();
        assertThat(defect(BLOCK.withSeals(seals -> seals.subList(0, 2))))
                .isEqualTo("2 of 4 validators sealed the block, 3 are needed");
        assertThat(defect(BLOCK.withSeals(_ -> List.of()))).startsWith("0 of 4");
    }

    @Test
    void sealsOfAnotherRoundDoNotCount() {
        TestBlock later = BLOCK.inRound(1);
        assertThat(later.hash()).isEqualTo(BLOCK.hash());
        assertThat(defect(later.sealedBy(FOUR))).isNull();
        List<byte[]> ofRoundZero =
                FOUR.stream().map(v -> v.seal(BLOCK.commitHash())).toList();
        assertThat(defect(later.withSeals(_ -> ofRoundZero))).contains("which is no validator");
        List<byte[]> overBlockHash =
                FOUR.stream().map(v -> v.seal(later.hash())).toList();
        assertThat(defect(later.withSeals(_ -> overBlockHash))).contains("which is no validator");
    }

    @Test
    void oneSignerCountsOnceInEitherForm() {
        assertThat(defect(BLOCK.withSeals(seals -> List.of(seals.get(0), seals.get(1), seals.get(0)))))
                .contains("is counted twice");
        assertThat(defect(BLOCK.withSeals(
                        seals -> List.of(seals.get(0), seals.get(1), TestValidator.highS(seals.get(0))))))
                .contains("is counted twice");
    }

    @Test
    void highSealsAreSealsOfTheSameValidator() {
        assertThat(defect(BLOCK.withSeals(
                        seals -> seals.stream().map(TestValidator::highS).toList())))
                .isNull();
    }

    @Test
    void foreignSealSpoilsAHeaderThatHasItsQuorum() {
        byte[] foreign = TestValidator.number(9).seal(BLOCK.commitHash());
        assertThat(defect(BLOCK.withSeals(seals -> {
                    seals.add(foreign);
                    return seals;
                })))
                .contains("which is no validator");
    }

    @Test
    void listMakerAndMarksOfTheHeaderAreChecked() {
        List<TestValidator> five = TestValidator.first(5);
        assertThat(defect(BLOCK.listing(addresses(five)).sealedBy(five))).contains("lists other validators");
        List<Address> unsorted = new ArrayList<>(KNOWN);
        unsorted.add(unsorted.removeFirst());
        assertThat(defect(BLOCK.listing(unsorted).sealedBy(FOUR))).contains("lists other validators");
        assertThat(defect(BLOCK.madeBy(TestValidator.number(9).address()).sealedBy(FOUR)))
                .contains("which is no validator");
        Rlp.Seq header = Rlp.decodeList(BLOCK.rlp());
        for (Rlp.Seq changed : List.of(header.with(7, Rlp.of(2)), header.with(13, Rlp.of(new byte[32])))) {
            assertThat(QbftSeals.defect(BlockHeader.parse(Rlp.encode(changed)), KNOWN))
                    .contains("the header does not have the marks of a QBFT block");
        }
    }

    @Test
    void changedHeaderLosesItsSeals() {
        TestBlock changed = BLOCK.withStateRoot(Keccak.hash(new byte[] {8}));
        assertThat(changed.hash()).isNotEqualTo(BLOCK.hash());
        assertThat(defect(changed)).isNotNull();
    }

    @Test
    void sealsThatNoKeyMadeAreRefused() {
        byte[] zero = new byte[65];
        byte[] order = new byte[65];
        System.arraycopy(
                HexText.parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"), 0, order, 0, 32);
        order[63] = 1;
        for (byte[] seal : List.of(zero, order)) {
            assertThat(defect(BLOCK.withSeals(_ -> List.of(seal)))).isEqualTo("a seal was made by no key at all");
        }
        byte[] parity = FOUR.getFirst().seal(BLOCK.commitHash());
        parity[64] = (byte) (parity[64] + 27);
        for (byte[] seal : List.of(parity, new byte[64], new byte[0])) {
            assertThatThrownBy(() -> defect(BLOCK.withSeals(_ -> List.of(seal))))
                    .isInstanceOf(ProofFormatException.class);
        }
    }

    @Test
    void headersAndExtraDataOfOtherShapesAreRefused() {
        Rlp.Seq header = Rlp.decodeList(BLOCK.rlp());
        Rlp.Seq extra = Rlp.decodeList(header.bytes(12));
        List<Rlp> longer = new ArrayList<>(extra.items());
        longer.add(Rlp.list());
        for (Rlp.Seq other : List.of(
                new Rlp.Seq(longer),
                new Rlp.Seq(extra.items().subList(0, 4)),
                extra.with(1, Rlp.of(0)),
                extra.with(3, Rlp.of(Long.MAX_VALUE)),
                extra.with(4, Rlp.of(0)))) {
            BlockHeader changed = BlockHeader.parse(Rlp.encode(header.with(12, Rlp.of(Rlp.encode(other)))));
            assertThatThrownBy(() -> changed.hash(Consensus.QBFT)).isInstanceOf(ProofFormatException.class);
        }
        for (Rlp.Seq other : List.of(
                new Rlp.Seq(header.items().subList(0, 14)),
                header.with(3, Rlp.of(new byte[31])),
                header.with(8, Rlp.of(new byte[] {0})),
                header.with(8, Rlp.list()))) {
            assertThatThrownBy(() -> BlockHeader.parse(Rlp.encode(other))).isInstanceOf(ProofFormatException.class);
        }
        assertThatThrownBy(() -> BlockHeader.parse(new byte[BlockHeader.MAX_BYTES + 1]))
                .isInstanceOf(ProofFormatException.class);
    }

    @Test
    void randomDamageIsNeverSealed() {
        byte[] good = BLOCK.rlp();
        Random random = new Random(7);
        int parsed = 0;
        for (int round = 0; round < 600; round++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                BlockHeader header = BlockHeader.parse(damaged);
                parsed++;
                assertThat(QbftSeals.defect(header, KNOWN)).isPresent();
            } catch (ProofFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(parsed).isPositive();
    }

    private static String defect(TestBlock block) {
        return QbftSeals.defect(BlockHeader.parse(block.rlp()), KNOWN).orElse(null);
    }

    private static List<Address> addresses(List<TestValidator> validators) {
        return validators.stream().map(TestValidator::address).sorted().toList();
    }

    private static Stream<Recorded> originals(Path file) {
        if (!file.toString().endsWith(".json")) {
            return Stream.empty();
        }
        JsonValue json = read(file);
        if (json instanceof JsonValue.Array chain) {
            // consecutive headers without their validators: four, and the same as in any other file
            return chain.values().stream().map(JsonValue.Obj.class::cast).map(QbftUnitTests::ofChain);
        }
        JsonValue.Obj object = (JsonValue.Obj) json;
        if (object.members().get("headers") instanceof JsonValue.Array headers) {
            return headers.values().stream().map(JsonValue.Obj.class::cast).map(QbftUnitTests::ofChain);
        }
        if (!(object.members().get("block") instanceof JsonValue.Obj block)) {
            return Stream.empty();
        }
        Hash hash = Hash.fromHex(text(block, "hash"));
        Stream<String> headers = Stream.of(text(object, "rawHeader"));
        if (object.members().get("rawHeaderOnOtherNodes") instanceof JsonValue.Array others) {
            headers = Stream.concat(headers, others.values().stream().map(each -> ((JsonValue.Text) each).value()));
        }
        return headers.map(
                header -> new Recorded(file.getFileName().toString(), hash, validators(object), HexText.parse(header)));
    }

    private static Recorded ofChain(JsonValue.Obj header) {
        byte[] rlp = HexText.parse(text(header, "rawHeader"));
        List<Address> validators = header.members().containsKey("validators")
                ? validators(header)
                : BlockHeader.parse(rlp).qbft().validators();
        return new Recorded("chain", Hash.fromHex(text(header, "hash")), validators, rlp);
    }

    private static List<Address> validators(JsonValue.Obj object) {
        JsonValue.Array validators = (JsonValue.Array) object.members().get("validators");
        return validators.values().stream()
                .map(each -> Address.parse(((JsonValue.Text) each).value()))
                .toList();
    }

    private static String text(JsonValue.Obj object, String name) {
        return ((JsonValue.Text) object.members().get(name)).value();
    }

    private static JsonValue read(Path file) {
        try {
            return JsonReader.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
