package io.govshare.starter.agency;

import io.govshare.schemas.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled off in the service that owns the agencies
 * @param topic the compacted topic to read
 */
@ConfigurationProperties("govshare.agency-directory")
public record AgencyDirectoryProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue(Topics.AGENCY_CHANGED) String topic) {}
