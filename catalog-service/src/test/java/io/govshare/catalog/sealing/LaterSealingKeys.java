package io.govshare.catalog.sealing;

import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import io.govshare.starter.keystore.KeyFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The keys of an agency in a folder, at whatever time a clock tells. */
public final class LaterSealingKeys {

    private LaterSealingKeys() {}

    public static SealingKeys of(Path folder, String agency, Clock clock) {
        KeystoreProperties properties = new KeystoreProperties(
                folder.resolve("agencies.p12"), "secret", null, java.time.Duration.ofDays(1), 50_000);
        Pkcs12SealingKeys keys = new Pkcs12SealingKeys(
                KeyFile.open(properties.path(), properties.password()),
                new WrappingKeys(
                        properties.wrappingKeyFolder(), properties.keyPeriod(), properties.recordsPerKey(), clock),
                new Nobody(),
                clock);
        keys.prepare(agency);
        return keys;
    }

    private record Nobody() implements AgencyDirectory {

        @Override
        public Optional<Agency> agency(String code) {
            return Optional.empty();
        }

        @Override
        public Optional<AgencyKey> key(String kid) {
            return Optional.empty();
        }

        @Override
        public Collection<Agency> all() {
            return List.of();
        }
    }
}
