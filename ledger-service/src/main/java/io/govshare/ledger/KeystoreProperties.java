package io.govshare.ledger;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the ledger's keys lie. Both files are created with a new log, readable by their owner only; a log that was
 * begun does not go on without them.
 *
 * @param path PKCS#12 file of the log's key; the anchoring key lies beside it, with {@code .anchor.json} appended
 * @param password opens both
 */
@Validated
@ConfigurationProperties("govshare.ledger.keystore")
public record KeystoreProperties(
        @NotNull Path path, @NotBlank String password) {

    public Path anchorKey() {
        return path.resolveSibling(path.getFileName() + ".anchor.json");
    }

    @Override
    public String toString() {
        return "KeystoreProperties[path=" + path + ", password=***]";
    }
}
