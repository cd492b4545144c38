package io.govshare.catalog.sealing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the agencies' keys are.
 *
 * @param path PKCS#12 file, created when absent
 * @param password of the file and of its keys
 */
@ConfigurationProperties("govshare.catalog.keystore")
public record KeystoreProperties(Path path, String password) {

    public KeystoreProperties {
        if (path == null || password == null || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "govshare.catalog.keystore.path and govshare.catalog.keystore.password are needed");
        }
    }

    @Override
    public String toString() {
        return "KeystoreProperties[path=" + path + "]";
    }
}
