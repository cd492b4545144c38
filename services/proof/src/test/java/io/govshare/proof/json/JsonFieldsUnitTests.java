package io.govshare.proof.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.merkle.Hash;
import org.junit.jupiter.api.Test;

class JsonFieldsUnitTests {
    private final JsonFields fields = JsonFields.of(JsonReader.parseObject(
            "{\"name\":\"x\",\"size\":7,\"none\":null,\"list\":[\"a\",\"b\"],\"mixed\":[\"a\",1],"
                    + "\"inner\":{\"hash\":\"AA\"},\"rows\":[{\"n\":1},{\"n\":\"no\"}]}",
            JsonLimits.DEFAULT));

    @Test
    void membersAreReadByKind() {
        assertThat(fields.text("name")).isEqualTo("x");
        assertThat(fields.integer("size", 0, 7)).isEqualTo(7);
        assertThat(fields.nullableText("none")).isEmpty();
        assertThat(fields.nullableText("absent")).isEmpty();
        assertThatThrownBy(() -> fields.optionalText("none")).hasMessage("'none' is missing");
        assertThat(fields.optionalText("absent")).isEmpty();
        assertThat(fields.texts("list", 2)).containsExactly("a", "b");
        assertThat(fields.optionalTexts("absent", 2)).isEmpty();
    }

    @Test
    void errorsNameTheMemberByItsPath() {
        assertThatThrownBy(() -> fields.text("absent")).hasMessage("'absent' is missing");
        assertThatThrownBy(() -> fields.text("size")).hasMessage("'size' is to be text");
        assertThatThrownBy(() -> fields.integer("size", 0, 6)).hasMessage("'size' is to be from 0 to 6");
        assertThatThrownBy(() -> fields.texts("list", 1)).hasMessage("'list' has more than 1 elements");
        assertThatThrownBy(() -> fields.texts("mixed", 9)).hasMessage("'mixed[1]' is to be text");
        assertThatThrownBy(() -> fields.object("inner").convert("hash", Hash::fromBase64))
                .hasMessage("'inner.hash': not canonical base64");
        assertThatThrownBy(() -> fields.objects("rows", 2).get(1).integer("n", 0, 9))
                .hasMessage("'rows[1].n' is to be a number");
    }

    @Test
    void membersNobodyAskedForAreRefused() {
        JsonFields inner = fields.object("inner");
        assertThatThrownBy(inner::refuseOthers).hasMessage("'inner.hash' is unknown");
        inner.text("hash");
        inner.refuseOthers();
    }
}
