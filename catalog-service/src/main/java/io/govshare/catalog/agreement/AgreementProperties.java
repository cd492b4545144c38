package io.govshare.catalog.agreement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param expiryInterval how often agreements past their end are looked for; they allow nothing from their end on, looked
 *     for or not
 * @param openReplyDays working days for the reply to a proposal about an open dataset
 * @param replyDays working days for the reply to a proposal about any other dataset
 * @param deliveryDays working days from the conclusion until the dataset has to have records
 * @param calendars folder with calendars that take the place of the ones that come with the service; null for none
 */
@Validated
@ConfigurationProperties("govshare.catalog.agreements")
public record AgreementProperties(
        @DefaultValue("10s") Duration expiryInterval,

        @DefaultValue("1") @Min(1) @Max(AgreementProperties.MAX_DAYS)
        int openReplyDays,

        @DefaultValue("10") @Min(1) @Max(AgreementProperties.MAX_DAYS)
        int replyDays,

        @DefaultValue("20") @Min(1) @Max(AgreementProperties.MAX_DAYS)
        int deliveryDays,

        @Nullable Path calendars) {

    static final int MAX_DAYS = 1_000;
}
