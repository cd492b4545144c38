package io.govshare.identity.announcement;

import io.govshare.identity.agency.Agencies;
import io.govshare.identity.key.SealingKeys;
import io.govshare.starter.agency.Agency;
import io.govshare.starter.agency.AgencyDirectory;
import io.govshare.starter.agency.AgencyKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The directory over the tables themselves: here a suspension takes effect with its commit, without any delay. */
@Component
class TableAgencyDirectory implements AgencyDirectory {

    private final Agencies agencies;
    private final SealingKeys keys;

    TableAgencyDirectory(Agencies agencies, SealingKeys keys) {
        this.agencies = agencies;
        this.keys = keys;
    }

    @Override
    public Optional<Agency> agency(String code) {
        return agencies.find(code).map(agency -> Agency.of(AgencyState.of(agency, List.of())));
    }

    @Override
    public Optional<AgencyKey> key(String kid) {
        return keys.find(kid)
                .flatMap(key -> agencies.find(key.agency())
                        .map(agency -> Agency.of(AgencyState.of(agency, List.of(key)))
                                .keys()
                                .getFirst()));
    }

    @Override
    public Collection<Agency> all() {
        return agencies.codes().stream()
                .flatMap(code -> agencies.find(code).stream())
                .map(agency -> Agency.of(AgencyState.of(agency, keys.of(agency.code()))))
                .toList();
    }
}
