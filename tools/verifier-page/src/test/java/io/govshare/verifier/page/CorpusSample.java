package io.govshare.verifier.page;

import com.microsoft.playwright.options.FilePayload;
import io.govshare.proof.corpus.Corpus;
import io.govshare.proof.json.JsonLimits;
import io.govshare.proof.json.JsonReader;
import io.govshare.proof.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every so-manieth case of the shared corpus of receipts, as it stands in its files. */
final class CorpusSample {
    /** Where the tests of the scripts leave the corpus. */
    static final Path FOLDER = Path.of("target/corpus");

    private static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(64 << 20);

    /** @param expected the outcome, and the step that fails if one does */
    record Case(String id, String trust, FilePayload file, String expected) {}

    private CorpusSample() {}

    /** By trust file, so that each has to be chosen once only. */
    static Map<String, List<Case>> everyNth(int n) throws IOException {
        if (!Files.exists(FOLDER.resolve("cases-1.ndjson"))) {
            Corpus.write(FOLDER);
        }
        Map<String, List<Case>> byTrust = new LinkedHashMap<>();
        int position = 0;
        for (Path file : caseFiles()) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (position++ % n == 0) {
                        Case read = read((JsonValue.Obj) JsonReader.parse(line, LIMITS));
                        byTrust.computeIfAbsent(read.trust(), _ -> new ArrayList<>())
                                .add(read);
                    }
                }
            }
        }
        return byTrust;
    }

    private static List<Path> caseFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith("cases-"))
                    .sorted()
                    .toList();
        }
    }

    private static Case read(JsonValue.Obj line) {
        Map<String, JsonValue> members = line.members();
        String id = text(members.get("id"));
        byte[] receipt = members.containsKey("receipt")
                ? text(members.get("receipt")).getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(text(members.get("receiptBase64")));
        String failed = members.get("failed") instanceof JsonValue.Text step ? " at " + step.value() : "";
        return new Case(
                id,
                text(members.get("trust")),
                new FilePayload(id + ".json", "application/json", receipt),
                text(members.get("outcome")) + failed);
    }

    private static String text(JsonValue value) {
        return ((JsonValue.Text) value).value();
    }
}
