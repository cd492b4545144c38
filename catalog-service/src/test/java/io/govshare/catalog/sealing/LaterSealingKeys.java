package io.govshare.catalog.sealing;

import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import io.govshare.starter.keystore.KeyFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The keys of an agency, at whatever time a clock tells. */
public final class LaterSealingKeys {

    private LaterSealingKeys() {}

    public static SealingKeys of(KeyFile file, Path folder, String agency, Clock clock) {
        Pkcs12SealingKeys keys = new Pkcs12SealingKeys(
                file, new WrappingKeys(folder, Duration.ofDays(1), 50_000, clock), new Nobody(), clock);
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
