package io.govshare.ledger.log;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param origin name of the log in its checkpoints; changing it makes another log of it
 * @param checkpointPause shortest time between two checkpoints: below it receipts get no faster, since an anchor takes
 *     a block, and the table of checkpoints only grows
 */
@Validated
@ConfigurationProperties("govshare.ledger")
record LogProperties(
        @DefaultValue("govshare.local/log") @NotBlank String origin,
        @DefaultValue("200ms") @NotNull Duration checkpointPause) {}
