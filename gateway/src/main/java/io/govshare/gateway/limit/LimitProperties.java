package io.govshare.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Generous on purpose: the limits keep one broken client from starving the others, and are no quota.
 *
 * @param body largest body of any request; a bulk upload of a million records fits
 * @param operator per operator ({@code sub} of the token) once the token is checked
 * @param address per client address before it, so that bad tokens cost something too; several times higher, since many
 *     operators may share an agency's address
 * @param callers how many operators and addresses are remembered; the least used are forgotten first
 * @param sessions open browser sessions
 */
@ConfigurationProperties("govshare.gateway.limits")
public record LimitProperties(
        @DefaultValue("1GB") DataSize body,
        @DefaultValue Rate operator,
        @DefaultValue({}) AddressRate address,
        @DefaultValue("100000") int callers,
        @DefaultValue("20000") int sessions) {

    /** Requests per second in the long run, and at once after a pause. */
    public record Rate(
            @DefaultValue("2000") long perSecond,
            @DefaultValue("10000") long burst) {}

    /** The same with other defaults. */
    public record AddressRate(
            @DefaultValue("10000") long perSecond,
            @DefaultValue("50000") long burst) {}
}
