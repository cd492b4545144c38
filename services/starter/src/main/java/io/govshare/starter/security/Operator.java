package io.govshare.starter.security;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person or machine, and the agency that it acts for. As a controller's argument it is the caller of the request.
 *
 * @param id stable and pseudonymous: the token's subject; the {@code op} of statements
 * @param agency code of the agency; absent for citizens, researchers, auditors and the platform's own services
 * @param roles names as in {@link Roles}
 * @param client the program through which the operator acts
 */
public record Operator(
        String id,
        @Nullable String agency,
        Set<String> roles,
        @Nullable String client) {

    public Operator {
        Objects.requireNonNull(id, "id");
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean actsFor(String agencyCode) {
        return agencyCode.equals(agency);
    }

    /** Whether the operator may know of everything, whoever it belongs to; contents still need a right to read. */
    public boolean overseesAll() {
        return has(Roles.AUDITOR) || has(Roles.PLATFORM_OPERATOR) || has(Roles.PLATFORM_SERVICE);
    }

    public Optional<String> agencyCode() {
        return Optional.ofNullable(agency);
    }
}
