package io.govshare.verifier;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line. */
sealed interface Arguments {
    String USAGE = """
            Usage: verify RECEIPT... --trust TRUST [--development] [--json]

              RECEIPT        receipt files (govshare-receipt/v1) and bundles of receipts (govshare-receipt-bundle/v1);
                             a bundle passes when each of its receipts does
              --trust FILE   whom to trust (govshare-trust/v1): chain, validators, keys of logs and agencies;
                             get it by a way of your own, not from whoever gives you the receipt
              --development  let a receipt of a development chain pass, although nobody sealed it
              --json         one JSON object per receipt and line

            Exit status: 0 valid, 1 not valid, 2 unusable input. No network is used.
            """;

    /** @param development whether receipts of a development chain count as passed */
    record Verify(List<Path> receipts, Path trust, boolean development, boolean json) implements Arguments {
        public Verify {
            receipts = List.copyOf(receipts);
        }
    }

    record Help() implements Arguments {}

    record Mistaken(String reason) implements Arguments {}

    static Arguments parse(String... args) {
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        List<Path> receipts = new ArrayList<>();
        Path trust = null;
        boolean development = false;
        boolean json = false;
        if ("verify".equals(rest.peek())) {
            rest.pop();
        }
        while (!rest.isEmpty()) {
            String arg = rest.pop();
            switch (arg) {
                case "-h", "--help", "help" -> {
                    return new Help();
                }
                case "--development" -> development = true;
                case "--json" -> json = true;
                case "--trust" -> {
                    if (trust != null || rest.isEmpty()) {
                        return new Mistaken("--trust names one file");
                    }
                    trust = Path.of(rest.pop());
                }
                default -> {
                    if (arg.startsWith("-") || arg.isEmpty()) {
                        return new Mistaken("unknown option '" + arg + "'");
                    }
                    receipts.add(Path.of(arg));
                }
            }
        }
        return complete(receipts, trust, development, json);
    }

    private static Arguments complete(List<Path> receipts, @Nullable Path trust, boolean development, boolean json) {
        if (receipts.isEmpty()) {
            return new Mistaken("no receipt given");
        }
        if (trust == null) {
            return new Mistaken("no trust file given: a receipt alone proves nothing");
        }
        return new Verify(receipts, trust, development, json);
    }
}
