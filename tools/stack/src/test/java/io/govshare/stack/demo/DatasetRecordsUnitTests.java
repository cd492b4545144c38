package io.govshare.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DatasetRecordsUnitTests {

    @Test
    void recordsOfEveryPageAreSeenOnce() {
        Map<String, String> pages = Map.of(
                "first", "{\"records\":[{\"record\":\"a\"},{\"record\":\"b\"}],\"next\":\"second\"}",
                "second", "{\"records\":[{\"record\":\"c\"}],\"next\":\"third\"}",
                "third", "{\"records\":[{\"record\":\"d\"}],\"next\":null}");
        List<String> seen = new ArrayList<>();

        DatasetRecords.each(
                cursor -> page(pages.get(cursor == null ? "first" : cursor)),
                record -> seen.add(record.path("record").asString()));

        assertThat(seen).containsExactly("a", "b", "c", "d");
    }

    private static JsonNode page(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
