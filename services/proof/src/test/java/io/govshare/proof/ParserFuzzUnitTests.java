package io.govshare.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.govshare.proof.chain.AnchorRegistryState;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.Consensus;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.Keccak;
import io.govshare.proof.chain.QbftSeals;
import io.govshare.proof.chain.Rlp;
import io.govshare.proof.chain.TrieProof;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.json.JsonWriter;
import io.govshare.proof.log.Checkpoint;
import io.govshare.proof.log.NoteKey;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.log.TestWitness;
import io.govshare.proof.log.Tile;
import io.govshare.proof.log.Tiles;
import io.govshare.proof.log.WitnessKey;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptBundle;
import io.govshare.proof.receipt.ReceiptFile;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.TestReceipts;
import io.govshare.proof.receipt.Trust;
import io.govshare.proof.seal.Disclosure;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.PublicKeys;
import io.govshare.proof.seal.SdJwt;
import io.govshare.proof.seal.SealedStatement;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser on damaged input, other input at each run: it accepts, or refuses with {@link ProofFormatException}, and
 * needs time and memory in proportion to the input. A third of a second for each parser; with
 * {@code -Dgovshare.fuzz.millis=600000} ten minutes for each. A run prints its seed; {@code -Dgovshare.fuzz.seed} damages
 * the same places again, under other keys. What fails names its input.
 */
class ParserFuzzUnitTests {
    private static final int MILLIS = Integer.getInteger("govshare.fuzz.millis", 300);
    private static final long SEED = Long.getLong("govshare.fuzz.seed", System.nanoTime());
    private static final int MAX_INPUT = 32 * 1024;
    private static final long MAX_CPU_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What a parser may allocate whatever the input, such as tables of a curve. */
    private static final long FREE_BYTES = 4L << 20;

    private static final long BYTES_PER_BYTE = 400;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final TestReceipts WORLD = new TestReceipts();
    private static final List<String> TOKENS = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "-",
            "-0",
            "1e999",
            "9223372036854775808",
            "\\u0000",
            "\\ud800",
            "\\",
            "\0",
            "\n",
            "\n\n",
            "\r",
            "\t",
            " ",
            "~",
            ".",
            "=",
            "+",
            "/",
            "_",
            "0x",
            "0X",
            "x",
            "\u2014 ",
            "\ud83d\ude00",
            "_sd",
            "...",
            "{\"\":",
            "[[[[[[[[[[[[[[[[",
            "format",
            "\"format\":0,",
            "tile/",
            "entries",
            ".p/");
    private static final List<byte[]> BINARY = List.of(
            bytes(0x80),
            bytes(0xb8, 0x38),
            bytes(0xb8, 0xff),
            bytes(0xbb, 0x7f, 0xff, 0xff, 0xff),
            bytes(0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
            bytes(0xc0),
            bytes(0xc1, 0xc1, 0xc1, 0xc1, 0xc1, 0xc1, 0xc1, 0xc1),
            bytes(0xf8, 0xff),
            bytes(0xfb, 0x7f, 0xff, 0xff, 0xff),
            bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
            bytes(0xa0),
            bytes(0x00),
            bytes(0xff));

    /** @param seeds good input, from which damaged input is made */
    record Parser(String name, Consumer<byte[]> parse, List<byte[]> seeds) {
        static Parser ofText(String name, Consumer<String> parse, String... seeds) {
            return new Parser(
                    name,
                    input -> parse.accept(new String(input, StandardCharsets.UTF_8)),
                    Arrays.stream(seeds)
                            .map(each -> each.getBytes(StandardCharsets.UTF_8))
                            .toList());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Parser> parsers() {
        Receipt receipt = WORLD.receipt();
        Receipt.Anchor anchor = receipt.anchor();
        byte[] json = JsonWriter.bytes(receipt.toJson());
        byte[] bundle =
                JsonWriter.bytes(new ReceiptBundle(List.of(receipt, WORLD.receiptWithoutDisclosures())).toJson());
        byte[] trust = JsonWriter.bytes(WORLD.trustJson());
        byte[] header = HexText.parse(anchor.block().header());
        List<byte[]> nodes = anchor.accountProof().stream().map(HexText::parse).toList();
        TestWitness cosigner = new TestWitness("witness.example/w1", TestWitness.Algorithm.ED25519);
        WitnessKey witness = cosigner.key();
        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text());
        String cosigned = receipt.checkpoint() + cosigner.cosign(checkpoint, TestReceipts.SEALED_AT);
        String disclosure = receipt.disclosures().getFirst();
        String fields = new String(StrictBase64.decodeUrl(disclosure), StandardCharsets.UTF_8);
        return List.of(
                new Parser(
                        "JSON",
                        JsonReader::parse,
                        List.of(json, bundle, trust, utf8("[1.5e3,\"\\u00e9\",{\"a\":[]}]"))),
                new Parser("receipt", ReceiptFile::parse, List.of(json)),
                new Parser("bundle", ReceiptFile::parse, List.of(bundle)),
                new Parser("trust file", Trust::parse, List.of(trust)),
                new Parser("RLP", Rlp::decode, List.of(header, nodes.getFirst(), bytes(0xc3, 0x01, 0x80, 0xc0))),
                new Parser("header", ParserFuzzUnitTests::header, List.of(header)),
                new Parser("trie proof", ParserFuzzUnitTests::trie, nodes),
                Parser.ofText("JWS", Jws::parse, receipt.statement()),
                new Parser(
                        "JWK",
                        input -> PublicKeys.fromJwk(JsonReader.parseObject(input, JsonLimits.DEFAULT)),
                        List.of(jwk())),
                Parser.ofText(
                        "witness key",
                        WitnessKey::parse,
                        witness.text(),
                        latticeWitness().text()),
                Parser.ofText("cosignature", text -> SignedNote.parse(text).cosignature(witness), cosigned),
                Parser.ofText("SD-JWT", SdJwt::parse, WORLD.record().text()),
                Parser.ofText("statement", SealedStatement::parse, receipt.statement()),
                Parser.ofText("disclosure", Disclosure::parse, disclosure),
                Parser.ofText(
                        "disclosed JSON",
                        text -> Disclosure.parse(StrictBase64.encodeUrl(text.getBytes(StandardCharsets.UTF_8))),
                        fields),
                Parser.ofText(
                        "note", text -> Checkpoint.parse(SignedNote.parse(text).text()), receipt.checkpoint()),
                Parser.ofText(
                        "note key",
                        NoteKey::parse,
                        WORLD.trust().logs().getFirst().key().text()),
                Parser.ofText("tile path", Tile::parse, "tile/0/x001/x234/067.p/12", "tile/entries/000"),
                new Parser(
                        "tile",
                        input -> {
                            Tiles.hashes(input);
                            Tiles.entries(input);
                        },
                        List.of(new byte[64], new byte[256 * 32])));
    }

    private static WitnessKey latticeWitness() {
        return new TestWitness("witness.example/w2", TestWitness.Algorithm.ML_DSA_44).key();
    }

    /** A key as the trust file has it. */
    private static byte[] jwk() {
        JsonValue.Obj key = first(first(WORLD.trustJson(), "agencies"), "keys");
        return JsonWriter.bytes(key.members().get("jwk"));
    }

    private static JsonValue.Obj first(JsonValue.Obj object, String list) {
        return (JsonValue.Obj)
                ((JsonValue.Array) object.members().get(list)).values().getFirst();
    }

    @BeforeAll
    static void printSeed() {
        System.out.println("fuzz seed " + SEED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsers")
    void damagedInputIsReadOrRefusedInProportionateTimeAndMemory(Parser parser) {
        Random random = new Random(SEED + parser.name().hashCode());
        parser.seeds().forEach(seed -> check(parser, seed));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        int tried = 0;
        while (System.nanoTime() < end || tried < 100) {
            check(parser, damaged(random, parser.seeds()));
            tried++;
        }
        assertThat(tried).isGreaterThanOrEqualTo(100);
    }

    /** The whole verifier, whose answer to anything readable is a verdict, and never that it is valid. */
    @ParameterizedTest
    @MethodSource("receiptSeeds")
    void damagedReceiptHasAVerdictOrNone(Random random) {
        Trust trust = WORLD.trust();
        byte[] good = JsonWriter.bytes(WORLD.receiptWithoutDisclosures().toJson());
        int verdicts = 0;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        while (System.nanoTime() < end || verdicts < 10) {
            byte[] input = good.clone();
            int at = random.nextInt(input.length);
            input[at] = (byte) "0123456789abcdefghijklmnopqrstuvwxyzABCDEF+/=_-".charAt(random.nextInt(47));
            try {
                Receipt receipt = Receipt.parse(input);
                verdicts++;
                boolean same = receipt.toJson()
                        .toString()
                        .equalsIgnoreCase(
                                WORLD.receiptWithoutDisclosures().toJson().toString());
                assertThat(ReceiptVerifier.verify(receipt, trust).valid() && !same)
                        .as(() -> "seed " + SEED + " on " + Base64.getEncoder().encodeToString(input) + " by "
                                + WORLD.trustJson())
                        .isFalse();
            } catch (ProofFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    static List<Random> receiptSeeds() {
        return List.of(new Random(SEED), new Random(SEED + 1));
    }

    private static void check(Parser parser, byte[] input) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        String refusal = "read";
        try {
            parser.parse().accept(input);
        } catch (ProofFormatException refused) {
            refusal = String.valueOf(refused.getMessage());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(describe(parser, input), e);
        }
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        assertThat(refusal).as(() -> describe(parser, input)).isNotEmpty().hasSizeLessThan(500);
        assertThat(cpu).as(() -> "time of " + describe(parser, input)).isLessThan(MAX_CPU_NANOS);
        assertThat(allocated)
                .as(() -> "memory of " + describe(parser, input))
                .isLessThan(FREE_BYTES + BYTES_PER_BYTE * input.length);
    }

    private static String describe(Parser parser, byte[] input) {
        return parser + " of seed " + SEED + " on " + Base64.getEncoder().encodeToString(input);
    }

    private static void header(byte[] input) {
        BlockHeader header = BlockHeader.parse(input);
        header.hash(Consensus.DEVELOPMENT);
        header.hash(Consensus.QBFT);
        QbftSeals.defect(header, List.of(TestReceipts.CONTRACT));
    }

    /** The root is the input's own hash, so that its first node is always looked into. */
    private static void trie(byte[] input) {
        List<byte[]> nodes = List.of(input);
        TrieProof.value(Keccak.hash(input), Keccak.hash(new byte[] {1}), nodes);
        AnchorRegistryState.storageRoot(Keccak.hash(input), TestReceipts.CONTRACT, nodes);
        AnchorRegistryState.anchoredRoot(Keccak.hash(input), TestReceipts.LOG_ID, 13, nodes);
    }

    private static byte[] damaged(Random random, List<byte[]> seeds) {
        byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            input = damaged(random, input, seeds.get(random.nextInt(seeds.size())));
        }
        return input.length <= MAX_INPUT ? input : Arrays.copyOf(input, MAX_INPUT);
    }

    private static byte[] damaged(Random random, byte[] input, byte[] other) {
        int from = random.nextInt(input.length + 1);
        int to = from + random.nextInt(input.length - from + 1);
        byte[] head = Arrays.copyOf(input, from);
        byte[] rest = Arrays.copyOfRange(input, from, input.length);
        return switch (random.nextInt(8)) {
            case 0 -> altered(input, from, 1 << random.nextInt(8));
            case 1 -> altered(input, from, random.nextInt(256));
            case 2 -> join(head, Arrays.copyOfRange(input, to, input.length));
            case 3 -> join(Arrays.copyOf(input, to), rest);
            case 4 -> {
                String token = TOKENS.get(random.nextInt(TOKENS.size()));
                yield join(join(head, utf8(token.repeat(1 + random.nextInt(3)))), rest);
            }
            case 5 -> join(join(head, BINARY.get(random.nextInt(BINARY.size()))), rest);
            case 6 -> join(head, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
            default -> {
                byte[] run = new byte[random.nextInt(4096)];
                Arrays.fill(run, from < input.length ? input[from] : (byte) '[');
                yield join(join(head, run), rest);
            }
        };
    }

    private static byte[] altered(byte[] input, int at, int bits) {
        byte[] altered = input.clone();
        if (at < input.length) {
            altered[at] ^= (byte) bits;
        }
        return altered;
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
