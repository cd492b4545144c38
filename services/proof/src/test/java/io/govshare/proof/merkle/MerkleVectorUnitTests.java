package io.govshare.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.proof.SharedData;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proofs in the form in which the transparency-dev project publishes its test vectors: a few restated here, and all of
 * the originals where they are at hand.
 */
class MerkleVectorUnitTests {
    private static final String ROOT_2 = "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=";
    private static final String ROOT_3 = "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=";
    private static final String ROOT_5 = "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=";
    private static final String LEAF_2 = "ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=";
    private static final String NODE_2_3 = "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=";
    private static final String LEAF_4 = "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=";

    static Stream<String> inclusions() {
        return Stream.concat(
                Stream.of(
                        inclusion(2, 3, ROOT_3, LEAF_2, ROOT_2, false),
                        inclusion(2, 4, ROOT_3, LEAF_2, ROOT_2, true),
                        inclusion(2, 6, ROOT_3, LEAF_2, ROOT_2, true),
                        inclusion(3, 3, ROOT_3, LEAF_2, ROOT_2, true),
                        inclusion(0, 3, ROOT_3, LEAF_2, ROOT_2, true),
                        inclusion(2, 3, ROOT_5, LEAF_2, ROOT_2, true)),
                originals("inclusion"));
    }

    static Stream<String> consistencies() {
        return Stream.concat(
                Stream.of(
                        consistency(2, 5, ROOT_2, ROOT_5, NODE_2_3 + "\",\"" + LEAF_4, false),
                        consistency(2, 5, ROOT_5, ROOT_2, NODE_2_3 + "\",\"" + LEAF_4, true),
                        consistency(2, 5, ROOT_2, ROOT_5, NODE_2_3, true),
                        consistency(2, 5, ROOT_2, ROOT_5, NODE_2_3 + "\",\"" + LEAF_4 + "\",\"", true),
                        consistency(2, 10, ROOT_2, ROOT_5, NODE_2_3 + "\",\"" + LEAF_4, true),
                        consistency(3, 5, ROOT_2, ROOT_5, NODE_2_3 + "\",\"" + LEAF_4, true)),
                originals("consistency"));
    }

    @ParameterizedTest
    @MethodSource("inclusions")
    void inclusionVerdictsAreThoseOfTheVectors(String vector) {
        JsonValue.Obj fields = (JsonValue.Obj) JsonReader.parse(vector);
        InclusionProof proof = new InclusionProof(number(fields, "leafIdx"), number(fields, "treeSize"), path(fields));
        boolean wholeHashes = isHash(fields, "leafHash") && isHash(fields, "root");
        assertThat(wholeHashes && proof.verify(hash(fields, "leafHash"), hash(fields, "root")))
                .isEqualTo(accepted(fields));
    }

    @ParameterizedTest
    @MethodSource("consistencies")
    void consistencyVerdictsAreThoseOfTheVectors(String vector) {
        JsonValue.Obj fields = (JsonValue.Obj) JsonReader.parse(vector);
        ConsistencyProof proof = new ConsistencyProof(number(fields, "size1"), number(fields, "size2"), path(fields));
        assertThat(proof.verify(hash(fields, "root1"), hash(fields, "root2"))).isEqualTo(accepted(fields));
    }

    private static boolean accepted(JsonValue.Obj fields) {
        return fields.members().get("wantErr").equals(JsonValue.FALSE);
    }

    private static long number(JsonValue.Obj fields, String name) {
        JsonValue.Num number = (JsonValue.Num) fields.members().get(name);
        // some vectors use indices up to 2^64: beyond what a log here can have, and negative as a long
        return number.asDecimal().toBigInteger().longValue();
    }

    private static List<Hash> path(JsonValue.Obj fields) {
        return fields.members().get("proof") instanceof JsonValue.Array array
                ? array.values().stream()
                        .map(value -> hash((JsonValue.Text) value))
                        .toList()
                : List.of();
    }

    private static boolean isHash(JsonValue.Obj fields, String name) {
        JsonValue.Text text = (JsonValue.Text) fields.members().get(name);
        return Base64.getDecoder().decode(text.value()).length == Hash.BYTES;
    }

    private static Hash hash(JsonValue.Obj fields, String name) {
        return hash((JsonValue.Text) fields.members().get(name));
    }

    /** Some vectors have placeholders of other lengths where a hash belongs; such a one becomes a hash of its own. */
    private static Hash hash(JsonValue.Text text) {
        byte[] bytes = Base64.getDecoder().decode(text.value());
        return bytes.length == Hash.BYTES ? Hash.of(bytes) : Sha256.hash(bytes);
    }

    private static String inclusion(long index, long size, String root, String leaf, String path, boolean refused) {
        return "{\"leafIdx\":" + index + ",\"treeSize\":" + size + ",\"root\":\"" + root + "\",\"leafHash\":\"" + leaf
                + "\",\"proof\":[\"" + path + "\"],\"wantErr\":" + refused + '}';
    }

    private static String consistency(long from, long to, String root1, String root2, String path, boolean refused) {
        return "{\"size1\":" + from + ",\"size2\":" + to + ",\"root1\":\"" + root1 + "\",\"root2\":\"" + root2
                + "\",\"proof\":[\"" + path + "\"],\"wantErr\":" + refused + '}';
    }

    private static Stream<String> originals(String kind) {
        return SharedData.files("data/vectors/merkle/" + kind).stream().map(MerkleVectorUnitTests::read);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
