package io.govshare.ledger.anchor;

import io.govshare.proof.chain.Consensus;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param url JSON-RPC of a node of the consortium
 * @param id checked before anything is sent
 * @param contract address of the registry; when empty, one is deployed at the first start and remembered
 * @param validators addresses whose seals an anchor's block needs and which go into the trust file; agreed on by the members, never taken from the chain itself
 */
@Validated
@ConfigurationProperties("govshare.ledger.chain")
public record ChainProperties(
        @DefaultValue("http://127.0.0.1:18545") @NotNull URI url,
        @DefaultValue("31337") @Positive long id,
        @DefaultValue("development") @NotNull Consensus consensus,

        @DefaultValue("") @NotNull @Pattern(regexp = "(0x[0-9a-fA-F]{40})?")
        String contract,

        @DefaultValue List<@Pattern(regexp = "0x[0-9a-fA-F]{40}") String> validators) {

    public ChainProperties {
        // as a trust file has them: each once, ascending
        validators = validators.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }
}
