package io.govshare.catalog.record;

import io.govshare.proof.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as the schema validator takes them. Exact: integers and decimals never pass through floating point. */
public final class JsonNodes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONG_DIGITS = 18;

    private JsonNodes() {}

    public static JsonNode of(JsonValue value) {
        return switch (value) {
            case JsonValue.Null _ -> NODES.nullNode();
            case JsonValue.Bool(boolean truth) -> NODES.booleanNode(truth);
            case JsonValue.Text(String text) -> NODES.stringNode(text);
            case JsonValue.Num(String literal) -> number(literal);
            case JsonValue.Array array -> {
                ArrayNode node = NODES.arrayNode(array.values().size());
                array.values().forEach(element -> node.add(of(element)));
                yield node;
            }
            case JsonValue.Obj object -> {
                ObjectNode node = NODES.objectNode();
                for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                    node.set(member.getKey(), of(member.getValue()));
                }
                yield node;
            }
        };
    }

    private static JsonNode number(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return decimal(literal);
            }
        }
        return literal.length() <= LONG_DIGITS
                ? NODES.numberNode(Long.parseLong(literal))
                : NODES.numberNode(new BigInteger(literal));
    }

    private static JsonNode decimal(String literal) {
        try {
            return NODES.numberNode(new BigDecimal(literal));
        } catch (NumberFormatException e) {
            throw new NumberOutOfRangeException(e);
        }
    }
}
