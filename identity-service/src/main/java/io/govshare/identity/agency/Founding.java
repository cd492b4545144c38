package io.govshare.identity.agency;

import io.govshare.schemas.AgencyChanged.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * At start: founds the seed's agencies and announces all there are. The outbox loses nothing, but Kafka may have been set
 * up anew beside an old database, and then the directory of every service would be empty. Announcing is repeatable, since
 * an announcement is the whole state.
 */
@Component
class Founding implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Founding.class);

    private final Membership membership;
    private final Agencies agencies;
    private final SeedProperties properties;
    private final Clock clock;

    Founding(Membership membership, Agencies agencies, SeedProperties properties, Clock clock) {
        this.membership = membership;
        this.agencies = agencies;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (SeedProperties.Founder founder : properties.seed()) {
            membership.found(new Agency(
                    founder.code(),
                    founder.name(),
                    founder.level(),
                    founder.region(),
                    founder.domain(),
                    Status.ACTIVE,
                    now));
        }
        agencies.codes().forEach(membership::announceAgain);
        log.info("Announced {} agencies", agencies.codes().size());
    }
}
