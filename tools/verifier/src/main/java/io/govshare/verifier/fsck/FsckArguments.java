package io.govshare.verifier.fsck;

import io.govshare.proof.ProofFormatException;
import io.govshare.proof.receipt.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of {@code fsck}. */
final class FsckArguments {
    static final String USAGE = """
            Usage: fsck --url URL --trust TRUST [--chain-url URL] [--token-file FILE]

              --url URL          where the log is served, such as https://example.org/api/ledger/v1
              --trust FILE       whom to trust (govshare-trust/v1), got by a way of your own
              --chain-url URL    JSON-RPC of a node of yours: compares every anchor with the log
              --token-file FILE  bearer token of an auditor: the ledger compares its own rows too

            Reads every entry and every tile, and says where the first difference is.
            Exit status: 0 nothing differs, 1 something does, 2 no verdict.
            """;

    private static final Set<String> OPTIONS = Set.of("--url", "--trust", "--chain-url", "--token-file");
    private static final int MAX_TOKEN = 64 * 1024;

    private FsckArguments() {}

    /** @throws UnusableException when the arguments make no request */
    static Fsck.Request parse(List<String> args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            if (!OPTIONS.contains(name) || i + 1 == args.size() || given.put(name, args.get(i + 1)) != null) {
                throw new UnusableException("'" + name + "' is no option, or lacks its one value");
            }
        }
        String url = given.get("--url");
        String trust = given.get("--trust");
        if (url == null || trust == null) {
            throw new UnusableException("--url and --trust are needed");
        }
        return new Fsck.Request(
                address(url),
                Trust.parse(read(Path.of(trust), Trust.MAX_BYTES)),
                Optional.ofNullable(given.get("--chain-url")).map(FsckArguments::address),
                token(given.get("--token-file")));
    }

    private static Optional<String> token(@Nullable String file) {
        return Optional.ofNullable(file)
                .map(name -> new String(read(Path.of(name), MAX_TOKEN), StandardCharsets.UTF_8).strip());
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new UnusableException("no address: " + text, e);
        }
        throw new UnusableException("no http or https address: " + text);
    }

    private static byte[] read(Path file, int maxBytes) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new ProofFormatException(file + " is too large");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
