package io.govshare.proof.corpus;

import io.govshare.proof.corpus.CorpusCase.Expected;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.Receipt;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Files that are no receipts, and files that are although they are written in another way. */
final class FileFaults {
    private static final List<String> MEMBERS = List.of(
            "format",
            "statement",
            "inclusion",
            "inclusion.leafIndex",
            "inclusion.treeSize",
            "inclusion.path",
            "checkpoint",
            "anchor",
            "anchor.chainId",
            "anchor.contract",
            "anchor.logId",
            "anchor.size",
            "anchor.block",
            "anchor.block.number",
            "anchor.block.hash",
            "anchor.block.header",
            "anchor.accountProof",
            "anchor.storageProof");
    private static final List<String> OBJECTS = List.of("", "inclusion.", "anchor.", "anchor.block.");

    private final Specimen good;
    private final Cases cases;
    private final String text;

    private FileFaults(Specimen good, Cases cases) {
        this.good = good;
        this.cases = cases;
        this.text = good.receipt().toString();
    }

    static void addTo(Cases cases, Specimen good) {
        FileFaults faults = new FileFaults(good, cases);
        faults.members();
        faults.numbers();
        faults.bytes();
        faults.bounds();
        faults.syntax();
        faults.otherSpellings();
    }

    /** Files of the largest size and beyond it. */
    static void addSizes(Cases cases, Specimen good) {
        byte[] text = good.receipt().toString().getBytes(StandardCharsets.UTF_8);
        String trust = good.trust();
        cases.add(
                "valid-file",
                "a file of exactly 32 MiB",
                trust,
                text,
                Receipt.MAX_BYTES,
                good.world().good());
        cases.add("file-size", "a file of 32 MiB and a byte", trust, text, Receipt.MAX_BYTES + 1L, Expected.UNUSABLE);
        cases.add("file-size", "a file of 100 MB", trust, text, 100_000_000, Expected.UNUSABLE);
    }

    private void members() {
        List<JsonValue> kinds = List.of(
                JsonValue.NULL,
                JsonValue.TRUE,
                JsonValue.of(5),
                JsonValue.of("text"),
                JsonReader.parse("[[]]"),
                JsonReader.parse("[5]"),
                JsonReader.parse("{}"));
        for (String member : MEMBERS) {
            unusable("member", member + " is missing", JsonEdit.remove(good.receipt(), member));
            JsonValue present = JsonEdit.get(good.receipt(), member);
            for (JsonValue kind : kinds) {
                boolean number = present instanceof JsonValue.Num && kind instanceof JsonValue.Num;
                boolean words = present instanceof JsonValue.Text
                        && kind instanceof JsonValue.Text
                        && (member.equals("statement") || member.equals("checkpoint"));
                if (!number && !words) {
                    unusable("member", member + " is " + kind, JsonEdit.set(good.receipt(), member, kind));
                }
            }
            String name = member.substring(member.lastIndexOf('.') + 1);
            String written = '"' + name + "\":" + present;
            int at = text.indexOf(written);
            cases.unusable(
                    "duplicate",
                    member + " twice with the same value",
                    good,
                    text.substring(0, at) + written + ',' + text.substring(at));
            cases.unusable(
                    "duplicate",
                    member + " twice, the first one null",
                    good,
                    text.substring(0, at) + '"' + name + "\":null," + text.substring(at));
            String escaped = String.format(Locale.ROOT, "\"\\u%04x%s\":0,", (int) name.charAt(0), name.substring(1));
            cases.unusable(
                    "duplicate",
                    member + " twice, once escaped",
                    good,
                    text.substring(0, at) + escaped + text.substring(at));
        }
        for (String object : OBJECTS) {
            for (String name : List.of("more", "", "Format", "__proto__", "$schema", "signature")) {
                unusable("unknown", "unknown member " + object + name, JsonEdit.set(good.receipt(), object + name, 1));
            }
        }
        for (String kind : List.of("null", "true", "5", "\"text\"", "{}", "[5]", "[null]", "[[]]")) {
            unusable(
                    "member",
                    "disclosures is " + kind,
                    JsonEdit.set(good.receipt(), "disclosures", JsonReader.parse(kind)));
        }
        for (String format : List.of(
                "", "govshare-receipt/v2", "govshare-trust/v1", "Govshare-Receipt/v1", "govshare-receipt/v1 ")) {
            unusable("member", "format is '" + format + "'", JsonEdit.set(good.receipt(), "format", format));
        }
    }

    private void numbers() {
        for (String member : List.of(
                "inclusion.leafIndex", "inclusion.treeSize", "anchor.chainId", "anchor.size", "anchor.block.number")) {
            String value = JsonEdit.get(good.receipt(), member).toString();
            for (String number : List.of(
                    value + ".0",
                    value + "e0",
                    value + "E+0",
                    "-1",
                    "-0",
                    "-" + value,
                    "9223372036854775808",
                    "18446744073709551616",
                    "1" + "0".repeat(40),
                    "1e400",
                    "0.1")) {
                unusable(
                        "number",
                        member + " is " + number,
                        JsonEdit.set(good.receipt(), member, JsonReader.parse(number)));
            }
            for (String number : List.of("0" + value, "+" + value, "0x" + value, value + ".", "NaN", "Infinity", "")) {
                spoil("number", member + " is written " + number, member, number);
            }
        }
        unusable("number", "chain 0", JsonEdit.set(good.receipt(), "anchor.chainId", 0));
    }

    private void bytes() {
        for (String member : List.of("anchor.contract", "anchor.logId", "anchor.block.hash", "anchor.block.header")) {
            String hex = JsonEdit.text(good.receipt(), member);
            for (String other : List.of(
                    "",
                    hex.substring(2),
                    "0X" + hex.substring(2),
                    hex.substring(0, hex.length() - 1),
                    hex.substring(0, hex.length() - 1) + "g",
                    hex + " ",
                    " " + hex,
                    hex.substring(0, 4) + " " + hex.substring(5),
                    hex.substring(0, hex.length() - 2) + "\uff11\uff12")) {
                unusable("hex", member + " begins " + shorten(other), JsonEdit.set(good.receipt(), member, other));
            }
            if (!member.endsWith("header")) {
                for (String other : List.of("0x", hex + "00", hex.substring(0, hex.length() - 2))) {
                    unusable("hex", member + " has another length", JsonEdit.set(good.receipt(), member, other));
                }
            }
            cases.valid(
                    "valid-hex",
                    member + " in upper case",
                    good,
                    JsonEdit.set(good.receipt(), member, "0x" + hex.substring(2).toUpperCase(Locale.ROOT)));
        }
        for (String member : List.of("anchor.accountProof", "anchor.storageProof")) {
            List<String> nodes = JsonEdit.texts(good.receipt(), member);
            for (String node : List.of("", "0x0", "0xzz", nodes.getFirst().substring(2), "0x" + "00".repeat(1025))) {
                unusable(
                        "hex",
                        "a node of " + member + " begins " + shorten(node),
                        JsonEdit.set(good.receipt(), member, JsonEdit.with(nodes, 0, node)));
            }
        }
        List<String> path = JsonEdit.texts(good.receipt(), "inclusion.path");
        if (path.isEmpty()) {
            return;
        }
        String hash = path.getFirst();
        char last = hash.charAt(42);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (String other : List.of(
                "",
                hash.substring(0, 43),
                hash + "=",
                hash.substring(0, 40) + "=" + hash.substring(41),
                hash.substring(0, 42) + alphabet.charAt(alphabet.indexOf(last) + 1) + '=',
                hash.substring(0, 43) + "A",
                "AA" + hash.substring(0, 40) + "==",
                "_" + hash.substring(1),
                hash + "\n",
                " " + hash,
                "0x" + "00".repeat(32))) {
            unusable(
                    "base64",
                    "a hash of the path reads " + shorten(other),
                    JsonEdit.set(good.receipt(), "inclusion.path", JsonEdit.with(path, 0, other)));
        }
    }

    private void bounds() {
        String hash = "A".repeat(43) + '=';
        unusable(
                "bound",
                "a path of 64 hashes",
                JsonEdit.set(good.receipt(), "inclusion.path", Collections.nCopies(64, hash)));
        for (String proof : List.of("anchor.accountProof", "anchor.storageProof")) {
            unusable(
                    "bound",
                    "66 nodes in " + proof,
                    JsonEdit.set(good.receipt(), proof, Collections.nCopies(66, "0x80")));
        }
        unusable(
                "bound",
                "a header of 64 KiB and a byte",
                JsonEdit.set(good.receipt(), "anchor.block.header", "0x" + "00".repeat(65537)));
        unusable(
                "bound",
                "2001 disclosures",
                JsonEdit.set(good.receipt(), "disclosures", Collections.nCopies(2001, "W10")));
        unusable(
                "bound",
                "a checkpoint of 64 Ki characters and one",
                JsonEdit.set(good.receipt(), "checkpoint", "x".repeat(65537)));
    }

    private void syntax() {
        for (String spoiled : List.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "[" + text + "]",
                text + text,
                text + ",",
                text + "x",
                text + "\0",
                text.substring(1),
                text.replaceFirst("\\{", "{,"),
                text.substring(0, text.length() - 1) + ",}",
                text.replaceFirst(":", ""),
                text.replaceFirst(":", "="),
                text.replaceFirst(",", ""),
                text.replaceFirst(",", ";"),
                text.replaceFirst("\"", "'"),
                text.replaceFirst("\"format\"", "format"),
                "/* a receipt */" + text,
                text + "// a receipt",
                "\ufeff" + text,
                "\u00a0" + text,
                text + "\u2028",
                text.replaceFirst("govshare", "\\\\ud800govshare"),
                text.replaceFirst("govshare", "\\\\udc00govshare"),
                text.replaceFirst("govshare", "\\\\x67ovshare"),
                text.replaceFirst("govshare", "\\\\u006govshare"),
                text.replaceFirst("govshare", "govshare\t"),
                text.replaceFirst("govshare", "govshare\n"),
                text.replaceFirst("govshare", "govshare\u0000"),
                text.replace("\\n", "\n"))) {
            cases.unusable(
                    "syntax", "text that begins " + shorten(spoiled) + " and is no JSON of a receipt", good, spoiled);
        }
        for (int part = 1; part < 12; part++) {
            int length = text.length() * part / 12;
            cases.unusable("truncated", "the first " + length + " characters", good, text.substring(0, length));
        }
        cases.unusable("truncated", "all but the last character", good, text.substring(0, text.length() - 1));
        cases.unusable(
                "depth",
                "an array nested 600 levels",
                good,
                text.replaceFirst("\\{", "{\"more\":" + "[".repeat(600) + "]".repeat(600) + ","));
        cases.unusable("depth", "an array nested 100000 levels", good, "[".repeat(100_000));
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        cases.unusable("encoding", "UTF-16", good, text.getBytes(StandardCharsets.UTF_16));
        for (byte[] stray : List.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xe2, (byte) 0x80})) {
            ByteArrayOutputStream spoiled = new ByteArrayOutputStream();
            int at = text.indexOf("govshare");
            spoiled.writeBytes(Arrays.copyOf(utf8, at));
            spoiled.writeBytes(stray);
            spoiled.writeBytes(Arrays.copyOfRange(utf8, at, utf8.length));
            cases.unusable("encoding", "bytes that are not UTF-8", good, spoiled.toByteArray());
        }
    }

    /** The same receipt, written otherwise. */
    private void otherSpellings() {
        valid("spaces between all parts", text.replace(",\"", " ,\r\n\t\"").replace("\":", "\" : "));
        valid("spaces around", " \n\t\r" + text + "\n\n");
        valid("slashes escaped", text.replace("/", "\\/"));
        valid("letters escaped", text.replace("govshare-receipt", "\\u0067ovshare-rec\\u0065ipt"));
        valid("a member's name escaped", text.replace("\"statement\":", "\"\\u0073tatement\":"));
        valid("members in another order", reversed(good.receipt()).toString());
        if (!good.record()) {
            valid(
                    "no disclosures, but their member",
                    JsonEdit.set(good.receipt(), "disclosures", List.of()).toString());
        }
    }

    private static JsonValue.Obj reversed(JsonValue.Obj object) {
        List<String> names = new ArrayList<>(object.members().keySet());
        Collections.reverse(names);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name : names) {
            JsonValue value = object.members().get(name);
            members.put(name, value instanceof JsonValue.Obj inner ? reversed(inner) : value);
        }
        return new JsonValue.Obj(members);
    }

    private void valid(String what, String written) {
        cases.add("valid-file", what, good.trust(), written, good.world().good());
    }

    private void unusable(String kind, String what, JsonValue.Obj receipt) {
        cases.unusable(kind, what, good, receipt.toString());
    }

    /** Writes any characters in place of a number. */
    private void spoil(String kind, String what, String member, String written) {
        long mark = 7_000_000_000_000_000_001L;
        String marked = JsonEdit.set(good.receipt(), member, mark).toString();
        cases.unusable(kind, what, good, marked.replace(Long.toString(mark), written));
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
