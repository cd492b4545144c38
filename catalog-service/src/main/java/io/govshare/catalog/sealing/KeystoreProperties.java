package io.govshare.catalog.sealing;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the agencies' keys are.
 *
 * @param path PKCS#12 file, created when absent
 * @param password of the file and of its keys
 * @param wrappingKeys folder of the keys that wrap the keys of records, beside the file when absent; in no backup that is
 *     kept for longer than {@code govshare.catalog.removal.backups-kept}
 * @param keyPeriod for which one of these wraps
 * @param recordsPerKey how many records one of these wraps at most: so many are wrapped anew when one of them is erased
 */
@ConfigurationProperties("govshare.catalog.keystore")
public record KeystoreProperties(
        Path path,
        String password,
        @Nullable Path wrappingKeys,
        @DefaultValue("1d") Duration keyPeriod,
        @DefaultValue("50000") int recordsPerKey) {

    public KeystoreProperties {
        if (path == null || password == null || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "govshare.catalog.keystore.path and govshare.catalog.keystore.password are needed");
        }
        if (!keyPeriod.isPositive() || recordsPerKey < 1) {
            throw new IllegalArgumentException(
                    "govshare.catalog.keystore.key-period and govshare.catalog.keystore.records-per-key are above 0");
        }
    }

    Path wrappingKeyFolder() {
        return wrappingKeys == null ? path.resolveSibling(path.getFileName() + ".wrapping-keys") : wrappingKeys;
    }

    @Override
    public String toString() {
        return "KeystoreProperties[path=" + path + ", wrappingKeys=" + wrappingKeyFolder() + "]";
    }
}
