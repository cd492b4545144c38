package io.govshare.identity.agency;

import io.govshare.identity.statement.PlatformKeys;
import io.govshare.schemas.AgencyChanged.Level;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param seed agencies that exist from the first start on, active */
@Validated
@ConfigurationProperties("govshare.identity")
record SeedProperties(@DefaultValue({}) List<@Valid Founder> seed) {

    SeedProperties {
        seed = List.copyOf(seed);
        if (seed.stream().anyMatch(founder -> PlatformKeys.PLATFORM.equals(founder.code()))) {
            throw new IllegalArgumentException("the code of an agency cannot be '" + PlatformKeys.PLATFORM + "'");
        }
    }

    record Founder(
            @NotBlank @Pattern(regexp = "[a-z][a-z0-9-]{0,30}[a-z0-9]")
            String code,

            @NotBlank String name,
            @NotNull Level level,
            @NotBlank String region,
            @NotBlank String domain) {}
}
