package io.govshare.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvSourceUnitTests {

    private static List<Item> items(byte[] text) throws IOException {
        Body body = new Body(new ByteArrayInputStream(text), Long.MAX_VALUE);
        CsvSource source = new CsvSource(body, 64, 5);
        source.skipByteOrderMark();
        List<Item> items = new ArrayList<>();
        for (Item item = source.next(); item != null; item = source.next()) {
            items.add(item);
        }
        assertThat(body.bytes()).isEqualTo(text.length);
        return items;
    }

    private static List<Item> items(String text) throws IOException {
        return items(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> cells(Item item) {
        return ((Item.CsvRow) item).cells().stream().map(Item.Cell::text).toList();
    }

    @Test
    void plainRecordsEndWithLfOrCrlfOrTheBody() throws IOException {
        List<Item> items = items("a,b\r\n1,2\n3,4");
        assertThat(items).extracting(Item::line).containsExactly(1L, 2L, 3L);
        assertThat(items.stream().map(CsvSourceUnitTests::cells).toList())
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void quotedCellsKeepCommasQuotesAndLineEnds() throws IOException {
        List<Item> items = items("\"255,296.95\",\"say \"\"no\"\"\",\"two\r\nlines\"\r\nnext,,\r\n");
        assertThat(cells(items.get(0))).containsExactly("255,296.95", "say \"no\"", "two\r\nlines");
        assertThat(cells(items.get(1))).containsExactly("next", "", "");
        assertThat(items.get(1).line()).isEqualTo(3);
    }

    @Test
    void anEmptyQuotedCellIsToldFromNothing() throws IOException {
        Item.CsvRow row = (Item.CsvRow) items("\"\",,x").getFirst();
        assertThat(row.cells()).extracting(Item.Cell::quoted).containsExactly(true, false, false);
    }

    @Test
    void byteOrderMarkIsNotPartOfTheFirstCell() throws IOException {
        assertThat(cells(items("\ufeffname\n").getFirst())).containsExactly("name");
    }

    @Test
    void halfAByteOrderMarkIsRefused() {
        assertThatThrownBy(() -> items(new byte[] {(byte) 0xef, 'a', 'b'})).isInstanceOf(BadHeaderException.class);
    }

    @Test
    void blankLinesAreNoRecords() throws IOException {
        assertThat(items("a\n\n\r\nb\n")).extracting(Item::line).containsExactly(1L, 4L);
    }

    @Test
    void brokenRecordsAreToldWithTheirLineAndReadingGoesOn() throws IOException {
        List<Item> items = items("ok\na\"b\n\"x\"y\nfine\n");
        assertThat(items)
                .containsExactly(
                        new Item.CsvRow(1, List.of(new Item.Cell("ok", false))),
                        new Item.Unreadable(2, "a quote stands inside an unquoted cell"),
                        new Item.Unreadable(3, "text follows a closing quote"),
                        new Item.CsvRow(4, List.of(new Item.Cell("fine", false))));
    }

    @Test
    void aQuoteThatIsNeverClosedIsOneError() throws IOException {
        assertThat(items("ok\n\"open\nstill\n")).last().isEqualTo(new Item.Unreadable(2, "a quote is never closed"));
    }

    @Test
    void aRecordLongerThanTheLimitIsPassedOverWithoutBeingKept() throws IOException {
        List<Item> items = items("\"" + "x\n".repeat(100_000) + "\"\nnext\n");
        assertThat(items.getFirst()).isEqualTo(new Item.Unreadable(1, "the record is longer than 64 bytes"));
        assertThat(items.getLast().line()).isEqualTo(100_002);
    }

    @Test
    void tooManyCellsAreRefused() throws IOException {
        assertThat(items(",,,,,\nx\n").getFirst())
                .isEqualTo(new Item.Unreadable(1, "the record has more than 5 cells"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws IOException {
        assertThat(items(new byte[] {'a', ',', (byte) 0xc3, '\n', 'b'}).getFirst())
                .isEqualTo(new Item.Unreadable(1, "cell 2 is not UTF-8"));
    }

    @Test
    void aLoneCarriageReturnIsRefused() throws IOException {
        assertThat(items("a\rb\n").getFirst())
                .isEqualTo(new Item.Unreadable(1, "a carriage return stands outside quotes"));
    }
}
