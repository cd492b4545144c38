package io.govshare.catalog.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who leads an agreement from one state to another, as the contract has it: the very list against which the contract's own
 * tests hold every transition by every party on an EVM. The list is about agreements whose end is ahead and, where
 * suspended, were suspended by the provider.
 */
final class ContractRules {

    private static final Path TESTS = Path.of("../services/chain/src/test/solidity/AgreementRegistry.t.sol");
    private static final Path CONTRACT = Path.of("../services/chain/src/main/solidity/AgreementRegistry.sol");
    private static final Pattern RULES = Pattern.compile("hex\"((?:[0-9a-f]{6})+)\"");
    private static final Pattern STATES = Pattern.compile("enum State \\{([^}]*)}");
    private static final int KNOWN = 19;

    private final Map<String, Character> rules = new TreeMap<>();

    private ContractRules() {}

    static ContractRules read() {
        List<AgreementState> states = List.of(AgreementState.values());
        ContractRules read = new ContractRules();
        RULES.matcher(text(TESTS)).results().forEach(found -> {
            byte[] bytes = HexFormat.of().parseHex(found.group(1));
            for (int i = 0; i < bytes.length; i += 3) {
                AgreementState from = states.get(bytes[i]);
                AgreementState to = states.get(bytes[i + 1]);
                read.rules.put(from + " " + to, (char) bytes[i + 2]);
            }
        });
        assertThat(read.rules).hasSize(KNOWN);
        return read;
    }

    /** Names of the contract's states, in their order, in capital letters. */
    static String[] states() {
        var found = STATES.matcher(text(CONTRACT));
        assertThat(found.find()).isTrue();
        return found.group(1).strip().toUpperCase(Locale.ROOT).split("\\s*,\\s*");
    }

    boolean allows(AgreementState from, AgreementState to, Party party) {
        return switch (rules.getOrDefault(from + " " + to, '-')) {
            case 'b' -> party != Party.STRANGER;
            case 'p' -> party == Party.PROVIDER;
            case 'c' -> party == Party.CONSUMER;
            default -> false;
        };
    }

    /** Of one agreement, in the tests: north provides, south consumes, east is neither. */
    enum Party {
        PROVIDER("north"),
        CONSUMER("south"),
        STRANGER("east");

        private final String agency;

        Party(String agency) {
            this.agency = agency;
        }

        String agency() {
            return agency;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
