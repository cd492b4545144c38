package io.govshare.starter.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param maxBody largest request body where no {@link BodyLimit} says otherwise; bodies of this size are read whole, so
 *     it times the concurrent requests must fit into memory
 */
@ConfigurationProperties("govshare.http")
public record HttpProperties(@DefaultValue("2MB") DataSize maxBody) {}
