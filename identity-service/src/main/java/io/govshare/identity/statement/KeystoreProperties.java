package io.govshare.identity.statement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the platform's own key is.
 *
 * @param path PKCS#12 file, created when absent
 * @param password of the file and of its keys
 */
@Validated
@ConfigurationProperties("govshare.identity.keystore")
record KeystoreProperties(@NotNull Path path, @NotBlank String password) {

    @Override
    public String toString() {
        return "KeystoreProperties[path=" + path + "]";
    }
}
