package io.govshare.ledger.anchor;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A service that keeps the anchoring key and signs with it (Web3Signer or EthSigner); without one the key lies in a file
 * beside the log's keystore.
 *
 * @param url of its JSON-RPC; absent to sign with the file
 * @param address of the account that anchors
 */
@Validated
@ConfigurationProperties("govshare.ledger.signer")
record SignerProperties(
        @Nullable URI url,

        @DefaultValue("") @NotNull @Pattern(regexp = "(0x[0-9a-fA-F]{40})?")
        String address) {

    @AssertTrue(message = "url and address belong together")
    boolean isComplete() {
        return (url == null) == address.isEmpty();
    }
}
