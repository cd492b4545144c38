package io.govshare.proof.receipt;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.chain.Address;
import io.govshare.proof.chain.BlockHeader;
import io.govshare.proof.chain.HexText;
import io.govshare.proof.chain.TrieProof;
import io.govshare.proof.chain.ValidatorChanges;
import io.govshare.proof.json.JsonFields;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.log.SignedNote;
import io.govshare.proof.merkle.Hash;
import io.govshare.proof.merkle.InclusionProof;
import io.govshare.proof.seal.Jws;
import io.govshare.proof.seal.SdJwt;
import java.util.List;

/**
 * A receipt as it stands in its file ({@code receipt/v1}): well-formed, and nothing more. Whether it proves anything,
 * {@link ReceiptVerifier} says.
 *
 * @param statement compact JWS
 * @param disclosures of a record's fields that are shown, none for other statements
 * @param checkpoint text of the signed note
 */
public record Receipt(
        String statement, List<String> disclosures, InclusionProof inclusion, String checkpoint, Anchor anchor)
        implements ReceiptFile {
    public static final String FORMAT = "govshare-receipt/v1";

    /** A receipt without shown fields has about 10 KB; the rest is room for disclosed content. */
    public static final int MAX_BYTES = 32 << 20;

    static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 8, 32);
    private static final int MAX_TRIE_NODE = 1024;

    public Receipt {
        disclosures = List.copyOf(disclosures);
    }

    /**
     * The proof that the chain holds the checkpoint's root.
     *
     * @param size the tree size under which the root is stored
     * @param accountProof trie nodes from the state root to the contract, {@code 0x…}
     * @param storageProof trie nodes from the contract's storage root to the anchored root, {@code 0x…}
     * @param validatorChanges headers that show how the trusted validators became those of the block, {@code 0x…};
     *     mostly none
     */
    public record Anchor(
            long chainId,
            Address contract,
            Hash logId,
            long size,
            Block block,
            List<String> accountProof,
            List<String> storageProof,
            List<String> validatorChanges) {
        public Anchor {
            accountProof = List.copyOf(accountProof);
            storageProof = List.copyOf(storageProof);
            validatorChanges = List.copyOf(validatorChanges);
        }

        public Anchor(
                long chainId,
                Address contract,
                Hash logId,
                long size,
                Block block,
                List<String> accountProof,
                List<String> storageProof) {
            this(chainId, contract, logId, size, block, accountProof, storageProof, List.of());
        }

        static Anchor read(JsonFields fields) {
            Anchor anchor = new Anchor(
                    fields.integer("chainId", 1, Long.MAX_VALUE),
                    fields.convert("contract", Address::parse),
                    fields.convert("logId", Receipt::hash),
                    fields.integer("size", 0, Long.MAX_VALUE),
                    Block.read(fields.object("block")),
                    fields.convertAll("accountProof", TrieProof.MAX_NODES, Receipt::trieNode),
                    fields.convertAll("storageProof", TrieProof.MAX_NODES, Receipt::trieNode),
                    fields.has("validatorChanges")
                            ? fields.convertAll("validatorChanges", ValidatorChanges.MAX_HEADERS, Receipt::header)
                            : List.of());
            fields.refuseOthers();
            return anchor;
        }

        JsonValue.Obj toJson() {
            JsonValue.Builder json = JsonValue.Obj.builder()
                    .add("chainId", chainId)
                    .add("contract", contract.toString())
                    .add("logId", HexText.format(logId.bytes()))
                    .add("size", size)
                    .add("block", block.toJson())
                    .add("accountProof", JsonValue.texts(accountProof))
                    .add("storageProof", JsonValue.texts(storageProof));
            if (!validatorChanges.isEmpty()) {
                json.add("validatorChanges", JsonValue.texts(validatorChanges));
            }
            return json.build();
        }
    }

    /** @param header RLP as the chain encodes it, seals included, {@code 0x…} */
    public record Block(long number, Hash hash, String header) {
        private static Block read(JsonFields fields) {
            Block block = new Block(
                    fields.integer("number", 0, Long.MAX_VALUE),
                    fields.convert("hash", Receipt::hash),
                    fields.convert("header", Receipt::header));
            fields.refuseOthers();
            return block;
        }

        private JsonValue.Obj toJson() {
            return JsonValue.Obj.builder()
                    .add("number", number)
                    .add("hash", HexText.format(hash.bytes()))
                    .add("header", header)
                    .build();
        }
    }

    /** @throws ProofFormatException when the text is no receipt of this version */
    public static Receipt parse(String text) {
        return read(JsonReader.parseObject(text, LIMITS));
    }

    /** @throws ProofFormatException when the bytes are no receipt of this version */
    public static Receipt parse(byte[] utf8) {
        return read(JsonReader.parseObject(utf8, LIMITS));
    }

    public JsonValue.Obj toJson() {
        JsonValue.Builder json = JsonValue.Obj.builder().add("format", FORMAT).add("statement", statement);
        if (!disclosures.isEmpty()) {
            json.add("disclosures", JsonValue.texts(disclosures));
        }
        return json.add("inclusion", inclusionJson())
                .add("checkpoint", checkpoint)
                .add("anchor", anchor.toJson())
                .build();
    }

    static Receipt read(JsonValue.Obj json) {
        JsonFields fields = JsonFields.of(json);
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.error("format", "is to be '" + FORMAT + "'");
        }
        Receipt receipt = new Receipt(
                statement(fields),
                disclosures(fields),
                inclusion(fields.object("inclusion")),
                checkpoint(fields),
                Anchor.read(fields.object("anchor")));
        fields.refuseOthers();
        return receipt;
    }

    static String statement(JsonFields fields) {
        return bounded(fields, "statement", Jws.MAX_CHARS);
    }

    static List<String> disclosures(JsonFields fields) {
        return fields.optionalTexts("disclosures", SdJwt.MAX_FIELDS);
    }

    static String checkpoint(JsonFields fields) {
        return bounded(fields, "checkpoint", SignedNote.MAX_CHARS);
    }

    private static InclusionProof inclusion(JsonFields fields) {
        InclusionProof inclusion = new InclusionProof(
                fields.integer("leafIndex", 0, Long.MAX_VALUE),
                fields.integer("treeSize", 0, Long.MAX_VALUE),
                fields.convertAll("path", InclusionProof.MAX_PATH, Hash::fromBase64));
        fields.refuseOthers();
        return inclusion;
    }

    private static Hash hash(String text) {
        return Hash.of(HexText.parse(text));
    }

    private static String header(String text) {
        return hex(text, BlockHeader.MAX_BYTES);
    }

    private static String trieNode(String text) {
        return hex(text, MAX_TRIE_NODE);
    }

    private static String hex(String text, int maxBytes) {
        if (HexText.parse(text).length > maxBytes) {
            throw new ProofFormatException("longer than " + maxBytes + " bytes");
        }
        return text;
    }

    private static String bounded(JsonFields fields, String name, int max) {
        String text = fields.text(name);
        if (text.length() > max) {
            throw fields.error(name, "is longer than " + max + " characters");
        }
        return text;
    }

    private JsonValue inclusionJson() {
        return JsonValue.Obj.builder()
                .add("leafIndex", inclusion.leafIndex())
                .add("treeSize", inclusion.treeSize())
                .add(
                        "path",
                        JsonValue.texts(
                                inclusion.path().stream().map(Hash::base64).toList()))
                .build();
    }
}
