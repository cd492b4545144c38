package io.govshare.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.ObjectMapperFactory;
import tools.jackson.databind.JsonNode;

/** Receipts are checked against these slots for as long as anybody keeps them. */
class StorageLayoutUnitTests {
    @Test
    void theRegistrysSlotsAreWhereReceiptsExpectThem() throws IOException {
        Map<String, String> slots = new LinkedHashMap<>();
        try (InputStream in = getClass().getResourceAsStream("contract/AnchorRegistry.layout.json")) {
            JsonNode layout = ObjectMapperFactory.getObjectMapper().readTree(new String(in.readAllBytes(), UTF_8));
            for (JsonNode variable : layout.get("storage")) {
                slots.put(
                        variable.get("slot").asString() + " "
                                + variable.get("label").asString(),
                        layout.get("types")
                                .get(variable.get("type").asString())
                                .get("label")
                                .asString());
            }
        }

        assertThat(slots)
                .containsExactly(
                        Map.entry("0 roots", "mapping(bytes32 => mapping(uint64 => bytes32))"),
                        Map.entry("1 times", "mapping(bytes32 => mapping(uint64 => uint64))"),
                        Map.entry("2 heads", "mapping(bytes32 => uint64)"),
                        Map.entry("3 keys", "mapping(bytes32 => address)"));
    }
}
