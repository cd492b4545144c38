package io.govshare.identity.keycloak;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** This service's own client; its service account may manage the realm's organisations and see its users. */
@ConfigurationProperties("govshare.client")
record ClientProperties(
        @DefaultValue("identity-service") String id,
        @DefaultValue("") String secret) {

    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "ClientProperties[id=" + id + "]";
    }
}
