package io.govshare.catalog.removal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval between two looks at what is to be erased or is left to be cleaned up
 * @param settling how long a wrapping key waits for more of its records to be erased, before the others are wrapped anew;
 *     best as long as keys wrap, so that records whose time is over are not
 * @param backupsKept how long backups of the database are to be kept: a wrapping key is destroyed so long after the last
 *     record that needed it, and older backups do not open then
 */
@ConfigurationProperties("govshare.catalog.removal")
public record RemovalProperties(
        @DefaultValue("1m") Duration interval,
        @DefaultValue("1d") Duration settling,
        @DefaultValue("7d") Duration backupsKept) {

    public RemovalProperties {
        if (!interval.isPositive() || settling.isNegative() || backupsKept.isNegative()) {
            throw new IllegalArgumentException("govshare.catalog.removal takes no durations below 0");
        }
    }
}
