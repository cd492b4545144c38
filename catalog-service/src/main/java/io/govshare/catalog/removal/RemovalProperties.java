package io.govshare.catalog.removal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param interval between two looks at what is to be erased or is left to be cleaned up */
@ConfigurationProperties("govshare.catalog.removal")
public record RemovalProperties(@DefaultValue("1m") Duration interval) {}
