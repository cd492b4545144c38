package io.govshare.starter.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Keycloak's claims as an operator: {@code sub}, {@code organization} (a list, or a map when the realm adds organisation
 * attributes), {@code realm_access.roles}, {@code azp}.
 */
final class OperatorTokenConverter implements Converter<Jwt, OperatorAuthentication> {

    @Override
    public OperatorAuthentication convert(Jwt token) {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new InvalidBearerTokenException("The token names no subject");
        }
        Operator operator = new Operator(
                subject, agency(token.getClaims().get("organization")), roles(token), token.getClaimAsString("azp"));
        return new OperatorAuthentication(operator, token);
    }

    private static @Nullable String agency(@Nullable Object claim) {
        Collection<?> names = switch (claim) {
            case null -> List.of();
            case Collection<?> list -> list;
            case Map<?, ?> map -> map.keySet();
            default -> throw new InvalidBearerTokenException("The token's organization cannot be read");
        };
        if (names.size() > 1) {
            // Statements name one agency. Guessing which one is meant would attribute an act to the wrong one.
            throw new InvalidBearerTokenException("The token names more than one organization");
        }
        return names.isEmpty() ? null : String.valueOf(names.iterator().next());
    }

    private static Set<String> roles(Jwt token) {
        Set<String> roles = new LinkedHashSet<>();
        if (token.getClaims().get("realm_access") instanceof Map<?, ?> access
                && access.get("roles") instanceof Collection<?> names) {
            names.forEach(name -> roles.add(String.valueOf(name)));
        }
        return roles;
    }
}
