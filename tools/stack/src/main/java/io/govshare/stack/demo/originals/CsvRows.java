package io.govshare.stack.demo.originals;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rows of a CSV text (RFC 4180), each an object of texts under the names of the first line. */
final class CsvRows {

    private final String text;
    private int position;

    private CsvRows(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static List<JsonNode> read(String text) {
        var rows = new CsvRows(text);
        var names = rows.line();
        var objects = new ArrayList<JsonNode>();
        while (rows.position < rows.text.length()) {
            var cells = rows.line();
            if (cells.size() == 1 && cells.getFirst().isEmpty()) {
                continue;
            }
            var object = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
                object.put(names.get(i), cells.get(i));
            }
            objects.add(object);
        }
        return objects;
    }

    private List<String> line() {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (position < text.length() && text.charAt(position) == '"') {
                    cell.append('"');
                    position++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
