package io.govshare.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that are meant to break things: our own lists, and the originals they are from where those are present. */
public final class HostileTexts {

    private HostileTexts() {}

    /** Texts that are not JSON. */
    public static List<byte[]> notJson() {
        List<byte[]> texts = new ArrayList<>(lines("/hostile/not-json.txt"));
        texts.add("[".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        texts.add("{\"a\":".repeat(50_000).getBytes(StandardCharsets.US_ASCII));
        texts.add(new byte[0]);
        texts.addAll(originals());
        return texts;
    }

    /** Strings that careless code cannot store, show or compare. */
    public static List<String> naughty() {
        return lines("/hostile/naughty-strings.txt").stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> originals() {
        Path folder = Path.of(System.getProperty("govshare.test.originals", "../../shared/data"))
                .resolve("hostile/jsontestsuite");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> texts = new ArrayList<>();
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("n_"))
                    .toList()) {
                texts.add(Files.readAllBytes(file));
            }
            return texts;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> lines(String resource) {
        try (InputStream in = HostileTexts.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(1)
                    .map(HostileTexts::decoded)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '%') {
                bytes.write(Integer.parseInt(line.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(line.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
