package io.govshare.catalog.agreement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param expiryInterval how often agreements past their end are looked for; they allow nothing from their end on, looked
 *     for or not
 */
@ConfigurationProperties("govshare.catalog.agreements")
public record AgreementProperties(@DefaultValue("10s") Duration expiryInterval) {}
