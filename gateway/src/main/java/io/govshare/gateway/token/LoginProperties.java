package io.govshare.gateway.token;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The gateway as a client of the identity provider, for browser logins. */
@ConfigurationProperties("govshare.gateway.login")
public record LoginProperties(
        @DefaultValue("govshare-web") String clientId,
        @DefaultValue("") String clientSecret) {

    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "LoginProperties[clientId=" + clientId + "]";
    }
}
