package io.govshare.identity.keycloak;

import io.govshare.identity.agency.Agency;
import io.govshare.identity.operator.AgencyOperator;
import io.govshare.schemas.AgencyChanged.Status;
import io.govshare.starter.client.ServiceClientProperties;
import io.govshare.starter.security.Roles;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The organisations in Keycloak.
 *
 * <p>A suspended agency's organisation stays enabled: Keycloak leaves a disabled one out of the tokens, and its operators
 * would then pass as people without an agency. As it is, their tokens name the agency, every service refuses them, and
 * the refusal is recorded with the agency's name.
 */
@Component
class Organisations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Organisations.class);

    private static final int PAGE = 200;

    /** Most organisations, and most members of one, that are looked at. */
    private static final int MOST = 20_000;

    private static final List<String> PLATFORM_ROLES = List.of(
            Roles.PLATFORM_OPERATOR,
            Roles.AGENCY_ADMIN,
            Roles.PUBLISHER,
            Roles.CONSUMER,
            Roles.AUDITOR,
            Roles.RESEARCHER,
            Roles.CITIZEN);

    private final Keycloak keycloak;
    private final RealmResource realm;

    Organisations(KeycloakProperties properties, ServiceClientProperties client) {
        this.keycloak = KeycloakBuilder.builder()
                .serverUrl(properties.url())
                .realm(properties.realm())
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(client.id())
                .clientSecret(client.secret())
                .resteasyClient(ClientBuilder.newBuilder()
                        .connectTimeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                        .build())
                .build();
        this.realm = keycloak.realm(properties.realm());
    }

    /** All organisations by their alias, with attributes. */
    Map<String, OrganizationRepresentation> byAlias() {
        Map<String, OrganizationRepresentation> found = new HashMap<>();
        for (OrganizationRepresentation each :
                pages((first, max) -> realm.organizations().search(null, null, first, max, false))) {
            found.put(each.getAlias(), each);
        }
        return found;
    }

    OrganizationRepresentation create(Agency agency) {
        OrganizationRepresentation wanted = new OrganizationRepresentation();
        wanted.setAlias(agency.code());
        // Keycloak wants a domain; this one can belong to nobody (RFC 2606).
        wanted.addDomain(new OrganizationDomainRepresentation(agency.code() + ".govshare.example"));
        describe(wanted, agency);
        try (Response response = realm.organizations().create(wanted)) {
            require(response, "create organisation " + agency.code());
        }
        log.info("Created organisation {}", agency.code());
        OrganizationRepresentation created = byAlias().get(agency.code());
        if (created == null) {
            throw new IllegalStateException("Keycloak has no organisation " + agency.code() + " after creating it");
        }
        return created;
    }

    /** Whether something was to be changed. */
    boolean align(OrganizationRepresentation organisation, Agency agency) {
        if (organisation.isEnabled() == isEnabled(agency)
                && agency.name().equals(organisation.getName())
                && attributes(agency).equals(organisation.getAttributes())) {
            return false;
        }
        describe(organisation, agency);
        try (Response response = realm.organizations().get(organisation.getId()).update(organisation)) {
            require(response, "update organisation " + agency.code());
        }
        log.info("Organisation {} now says {}", agency.code(), agency.status());
        return true;
    }

    /** User ids by role, read once for a whole pass instead of once for each member. */
    Map<String, Set<String>> usersByRole() {
        Map<String, Set<String>> users = new HashMap<>();
        for (String role : PLATFORM_ROLES) {
            Set<String> ids = new HashSet<>();
            try {
                pages((first, max) -> realm.roles().get(role).getUserMembers(first, max))
                        .forEach(user -> ids.add(user.getId()));
            } catch (NotFoundException e) {
                log.warn("The realm has no role {}", role);
            }
            users.put(role, ids);
        }
        return users;
    }

    List<AgencyOperator> members(
            OrganizationRepresentation organisation, Agency agency, Map<String, Set<String>> usersByRole) {
        return pages((first, max) -> realm.organizations()
                        .get(organisation.getId())
                        .members()
                        .list(first, max))
                .stream()
                .map(member -> new AgencyOperator(
                        member.getId(),
                        agency.code(),
                        member.getUsername(),
                        Boolean.TRUE.equals(member.isEnabled()),
                        PLATFORM_ROLES.stream()
                                .filter(role ->
                                        usersByRole.getOrDefault(role, Set.of()).contains(member.getId()))
                                .toList()))
                .toList();
    }

    private static void describe(OrganizationRepresentation organisation, Agency agency) {
        organisation.setName(agency.name());
        organisation.setEnabled(isEnabled(agency));
        organisation.setAttributes(attributes(agency));
    }

    private static boolean isEnabled(Agency agency) {
        return agency.status() != Status.LEFT;
    }

    private static Map<String, List<String>> attributes(Agency agency) {
        return Map.of(
                "status", List.of(agency.status().name().toLowerCase(Locale.ROOT)),
                "level", List.of(agency.level().name().toLowerCase(Locale.ROOT)),
                "region", List.of(agency.region()),
                "domain", List.of(agency.domain()));
    }

    private static <T> List<T> pages(BiFunction<Integer, Integer, List<T>> read) {
        List<T> all = new ArrayList<>();
        while (all.size() < MOST) {
            List<T> page = read.apply(all.size(), PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
        }
        throw new IllegalStateException("Keycloak holds more than " + MOST + " of a kind");
    }

    private static void require(Response response, String what) {
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            throw new ClientErrorException(what + ": " + response.getStatus(), response.getStatus());
        }
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
