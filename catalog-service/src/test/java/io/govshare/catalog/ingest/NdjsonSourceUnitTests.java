package io.govshare.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonSourceUnitTests {

    private static Body body(String text) {
        return new Body(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000_000);
    }

    private static String text(Item item) {
        return new String(((Item.JsonLine) item).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void linesAreCutAndNumbered() throws IOException {
        NdjsonSource source = new NdjsonSource(body("{\"a\":1}\n\r\n  \n{\"a\":2}"), 100);
        Item first = source.next();
        Item second = source.next();
        assertThat(text(first)).isEqualTo("{\"a\":1}");
        assertThat(second.line()).isEqualTo(4);
        assertThat(text(second)).isEqualTo("{\"a\":2}");
        assertThat(source.next()).isNull();
    }

    @Test
    void aByteOrderMarkIsPassedOverAtTheStartOnly() throws IOException {
        NdjsonSource source = new NdjsonSource(body("\ufeff{\"a\":1}\n\ufeff{\"a\":2}\n"), 100);
        assertThat(text(source.next())).isEqualTo("{\"a\":1}");
        assertThat(text(source.next())).isEqualTo("\ufeff{\"a\":2}");
        assertThat(new NdjsonSource(body("\ufeff\n"), 100).next()).isNull();
        assertThat(new NdjsonSource(body("\ufeff"), 100).next()).isNull();
    }

    @Test
    void theLastLineCountsWithoutItsEnd() throws IOException {
        for (String text : List.of("{}\n{}", "{}\n{}\n")) {
            Body body = body(text);
            NdjsonSource source = new NdjsonSource(body, 100);
            while (source.next() != null) {
                assertThat(body.lines()).isPositive();
            }
            assertThat(body.lines()).isEqualTo(2);
        }
        assertThat(body("").lines()).isZero();
    }

    @Test
    void aLineLongerThanTheLimitIsToldAndPassedOver() throws IOException {
        NdjsonSource source = new NdjsonSource(body("x".repeat(500_000) + "\n{}\n"), 100);
        assertThat(source.next()).isEqualTo(new Item.Unreadable(1, "the line is longer than 100 bytes"));
        assertThat(text(source.next())).isEqualTo("{}");
    }

    @Test
    void theBodyKnowsTheHashOfWhatWasTaken() throws Exception {
        byte[] bytes = "{\"n\":1}\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        Body body = new Body(new ByteArrayInputStream(bytes), 1_000_000);
        NdjsonSource source = new NdjsonSource(body, 100);
        for (int i = 0; i < 15_000; i++) {
            source.next();
        }
        assertThat(body.bytes()).isEqualTo(15_000 * 8);
        assertThat(body.lines()).isEqualTo(15_000);
        assertThat(body.sha256OfTaken())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, 15_000 * 8)));
        assertThat(body.skipTo(16_000 * 8)).isTrue();
        assertThat(body.lines()).isEqualTo(16_000);
        assertThat(body.skipTo(1_000_000)).isFalse();
        assertThat(body.sha256OfTaken())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aBodyLongerThanTheLimitIsStopped() {
        Body body = new Body(new ByteArrayInputStream(new byte[200_000]), 100_000);
        assertThatThrownBy(() -> body.skipTo(200_000)).isInstanceOf(BodyTooLargeException.class);
    }
}
