package io.govshare.verifier.page;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.json.JsonValue;
import io.govshare.proof.receipt.BadReceipts;
import io.govshare.proof.receipt.Receipt;
import io.govshare.proof.receipt.ReceiptVerifier;
import io.govshare.proof.receipt.TestReceipts;
import io.govshare.proof.receipt.Trust;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Receipts and what the Java verifier says of them, one JSON object a line: {@code name}, {@code trust} and
 * {@code receipt} as the texts of their files, and the verdict, or {@code UNUSABLE} and the reason.
 */
record Cases(Path file, int count) {

    static Cases write(Path file) throws IOException {
        TestReceipts world = new TestReceipts();
        String qbft = world.trustJson().toString();
        String development = TestReceipts.with(world.trustJson(), "consensus", JsonValue.of("development"))
                .toString();
        Files.createDirectories(file.getParent());
        int count = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            count += add(out, "valid", qbft, text(world.receipt()));
            count += add(out, "valid-without-disclosures", qbft, text(world.receiptWithoutDisclosures()));
            count += add(out, "development", development, text(world.developmentReceipt()));
            count += add(out, "qbft-receipt-on-development-chain", development, text(world.receipt()));
            count += add(out, "valid-with-three-seals", qbft, text(world.receiptWithSeals(3)));
            for (BadReceipts.BadReceipt bad : BadReceipts.all(world)) {
                count += add(out, bad.name(), qbft, text(bad.receipt()));
            }
            String good = text(world.receipt());
            for (String[] change : TEXT_CHANGES) {
                count += add(out, "text: " + change[0], qbft, good.replaceFirst(change[1], change[2]));
                count += add(out, "trust: " + change[0], qbft.replaceFirst(change[1], change[2]), good);
            }
        }
        return new Cases(file, count);
    }

    /** Name, pattern, replacement: spoils the form of a file at its first match. */
    private static final List<String[]> TEXT_CHANGES = List.of(
            new String[] {"byte order mark", "^", "\ufeff"},
            new String[] {"cut off", "}$", ""},
            new String[] {"something behind", "$", " x"},
            new String[] {"space around", "^(.*)$", " $1\n"},
            new String[] {"duplicate name", "\\{\"format\"", "{\"format\":\"x\",\"format\""},
            new String[] {"unknown name", "\\{\"format\"", "{\"formatt\":1,\"format\""},
            new String[] {"proto name", "\\{\"format\"", "{\"__proto__\":1,\"format\""},
            new String[] {"lone surrogate", "\"format\"", "\"\\\\ud800\":1,\"format\""},
            new String[] {"real number", ":20261", ":20261.0"},
            new String[] {"exponent", ":20261", ":20261e0"},
            new String[] {"beyond a double", ":20261", ":9007199254740993"},
            new String[] {"beyond 63 bits", ":20261", ":9223372036854775808"},
            new String[] {"leading zero", ":20261", ":020261"},
            new String[] {"null", ":20261", ":null"},
            new String[] {"negative zero", ":5,", ":-0,"},
            new String[] {"upper case", "0xc0ffee", "0xC0FFEE"},
            new String[] {"upper case prefix", "0xc0ffee", "0Xc0ffee"},
            new String[] {"odd digits", "0xc0ffee", "0xc0ffe"},
            new String[] {"time", "10:00:00.750Z", "10:00:01Z"},
            new String[] {"time with offset", "10:00:00.750Z", "12:00:00.750+02:00"},
            new String[] {"no time", "10:00:00.750Z", "10:00:00.750"},
            new String[] {"leap second", "10:00:00.750Z", "23:59:60Z"});

    private static String text(Receipt receipt) {
        return receipt.toJson().toString();
    }

    private static int add(BufferedWriter out, String name, String trust, String receipt) throws IOException {
        JsonValue.Obj line = JsonValue.Obj.builder()
                .add("name", name)
                .add("trust", trust)
                .add("receipt", receipt)
                .add("verdict", verdict(trust, receipt))
                .build();
        out.write(line.toString());
        out.write('\n');
        return 1;
    }

    private static JsonValue.Obj verdict(String trust, String receipt) {
        try {
            return ReceiptVerifier.verify(Receipt.parse(receipt), Trust.parse(trust))
                    .toJson();
        } catch (ProofFormatException e) {
            return JsonValue.Obj.builder()
                    .add("outcome", "UNUSABLE")
                    .add("reason", Objects.requireNonNullElse(e.getMessage(), ""))
                    .build();
        }
    }
}
