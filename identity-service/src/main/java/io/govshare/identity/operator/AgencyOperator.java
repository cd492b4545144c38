package io.govshare.identity.operator;

import java.util.List;

/**
 * A member of an agency's organisation.
 *
 * @param id Keycloak's user id: the {@code sub} of tokens, the {@code op} of statements
 * @param roles the realm's roles that mean something to the platform
 */
public record AgencyOperator(String id, String agency, String username, boolean enabled, List<String> roles) {

    public AgencyOperator {
        roles = List.copyOf(roles);
    }
}
