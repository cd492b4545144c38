package io.govshare.ledger.anchor;

import static io.govshare.testkit.configuration.ConfigAssertions.assertDefaults;
import static io.govshare.testkit.configuration.ConfigAssertions.assertFullMapping;
import static io.govshare.testkit.configuration.ConfigAssertions.bind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.proof.chain.Consensus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnchorPropertiesUnitTests {

    private static final String ONE = "0x" + "ab".repeat(20);
    private static final String TWO = "0x" + "bb".repeat(20);

    @Test
    void defaultsAreTheRecordedOnes() {
        assertDefaults(new AnchorProperties(
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5)));
        assertDefaults(new SignerProperties(null, ""));
        assertDefaults(new ChainProperties(
                List.of(URI.create("http://127.0.0.1:18545")), 31_337, Consensus.DEVELOPMENT, "", List.of(), 0));
    }

    @Test
    void everySettingIsUsed() {
        assertFullMapping(
                Map.of(
                        "poll", "1s",
                        "resend-after", "2s",
                        "replace-after", "3s",
                        "spent-after", "4s",
                        "longest-wait", "6s"),
                new AnchorProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(6)));
        assertFullMapping(
                Map.of("url", "https://signer.example", "address", ONE),
                new SignerProperties(URI.create("https://signer.example"), ONE));
        assertFullMapping(
                Map.of(
                        "url", "https://one.example, https://two.example/key",
                        "id", "7",
                        "consensus", "qbft",
                        "contract", ONE,
                        "validators", TWO + "," + ONE,
                        "max-gas-price", "9"),
                new ChainProperties(
                        List.of(URI.create("https://one.example"), URI.create("https://two.example/key")),
                        7,
                        Consensus.QBFT,
                        ONE,
                        List.of(new ValidatorSet(0, List.of(ONE, TWO))),
                        9));
    }

    @Test
    void validatorsAreAListOrSetsWithTheBlockFromWhichEachIsInForce() {
        assertThat(validators(Map.of("validators[0]", TWO.replace("b", "B"), "validators[1]", ONE)))
                .containsExactly(new ValidatorSet(0, List.of(ONE, TWO)));
        assertThat(validators(Map.of(
                        "validators[0].from-block",
                        "5000",
                        "validators[0].addresses",
                        ONE + "," + TWO,
                        "validators[1].addresses[0]",
                        TWO)))
                .containsExactly(new ValidatorSet(0, List.of(TWO)), new ValidatorSet(5000, List.of(ONE, TWO)));
    }

    @Test
    void theSameNodeIsNoSecondOne() {
        assertThat(bind(ChainProperties.class, Map.of("url", "http://one,http://two,http://one"))
                        .url())
                .containsExactly(URI.create("http://one"), URI.create("http://two"));
    }

    /** A block's hash leaves its seals out: nobody but the configured validators can vouch for those in a receipt. */
    @Test
    void aChainWhoseBlocksAreSealedNeedsItsValidatorsNamed() {
        assertThatThrownBy(() -> bind(ChainProperties.class, Map.of("consensus", "qbft")))
                .rootCause()
                .hasMessageContaining("name the validators whose seals count in govshare.ledger.chain.validators");
    }

    private static List<ValidatorSet> validators(Map<String, String> settings) {
        return bind(ChainProperties.class, settings).validators();
    }
}
