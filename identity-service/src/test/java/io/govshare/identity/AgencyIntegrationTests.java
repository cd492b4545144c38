package io.govshare.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.schemas.AgencyChanged.Level;
import io.govshare.schemas.AgencyChanged.Status;
import io.govshare.testkit.infrastructure.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class AgencyIntegrationTests extends IdentityFixture {

    private static final String AGENCIES = "/api/identity/v1/agencies";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private JdbcClient jdbc;

    @Test
    void sevenDepartmentsAreThereFromTheFirstStart() {
        Answer answer = get("citizen", AGENCIES);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("agencies"))
                .hasSize(7)
                .allSatisfy(
                        agency -> assertThat(agency.path("status").asString()).isIn("active", "suspended"));
        assertThat(get("citizen", AGENCIES + "/medical").text("level")).isEqualTo("municipal");
    }

    @Test
    void listIsReadInPages() {
        Answer first = get("citizen", AGENCIES + "?limit=5");
        Answer second = get("citizen", AGENCIES + "?limit=5&cursor=" + first.text("next"));

        assertThat(first.body().path("agencies")).hasSize(5);
        assertThat(second.body().path("agencies")).hasSize(2);
        assertThat(second.body().has("next")).isFalse();
        assertThat(get("citizen", AGENCIES + "?cursor=%27%20or").text("code")).isEqualTo("IDN-1005");
        assertThat(get("citizen", AGENCIES + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    void everyAgencyAndThePlatformAreAnnouncedOnTheCompactedTopic() {
        Waiting.until("the announcements", PATIENCE, () -> announced().size() == 8);

        assertThat(announced().keySet())
                .isEqualTo(
                        Set.of("fiscal", "tax", "legal", "medical", "education", "exit-entry", "credit", "platform"));
        assertThat(announced().get("legal").level()).isEqualTo(Level.NATIONAL);
    }

    @Test
    void unknownAgencyIsAProblemThatNamesTheParameter() {
        Answer answer = get("citizen", AGENCIES + "/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("IDN-1001");
        assertThat(answer.text("parameter")).isEqualTo("code");
    }

    @Test
    void nothingButKeysIsReadableWithoutAToken() {
        assertThat(getOpen(AGENCIES).status()).isEqualTo(401);
        assertThat(getOpen(AGENCIES + "/tax/keys").status()).isEqualTo(401);
        assertThat(getOpen(AGENCIES + "/tax/jwks.json").status()).isEqualTo(200);
    }

    @Test
    void suspendedAgencyCanDoNothingUntilItIsReinstated() {
        Answer suspended = post("operator", AGENCIES + "/credit/suspension", "{\"reason\":\"keys leaked\"}");
        try {
            assertThat(suspended.status()).isEqualTo(200);
            assertThat(suspended.text("status")).isEqualTo("suspended");
            assertThat(get("credit-admin", AGENCIES).text("code")).isEqualTo("SEC-1003");
            assertThat(post("catalog-service", AGENCIES + "/credit/keys/challenges", "")
                            .text("code"))
                    .isEqualTo("IDN-1002");
            assertThat(post("operator", AGENCIES + "/credit/suspension", "{\"reason\":\"again\"}")
                            .status())
                    .isEqualTo(200);
            Waiting.until(
                    "the announcement",
                    PATIENCE,
                    () -> announced().get("credit").status() == Status.SUSPENDED);
            Waiting.until(
                    "Keycloak",
                    PATIENCE,
                    () -> organisation("credit").getAttributes().get("status").equals(List.of("suspended")));
            // Its tokens keep naming it, or the refusal could not.
            assertThat(get("credit-consumer", AGENCIES).text("code")).isEqualTo("SEC-1003");
        } finally {
            assertThat(delete("operator", AGENCIES + "/credit/suspension").text("status"))
                    .isEqualTo("active");
        }

        assertThat(get("credit-admin", AGENCIES).status()).isEqualTo(200);
        Waiting.until(
                "the announcement", PATIENCE, () -> announced().get("credit").status() == Status.ACTIVE);
        Answer history = get("auditor", AGENCIES + "/credit/history");
        assertThat(StreamSupport.stream(history.body().path("changes").spliterator(), false)
                        .map(change -> change.path("status").asString() + ": "
                                + change.path("reason").asString())
                        .toList())
                .containsExactly("active: reinstated", "suspended: keys leaked", "active: founding member");
    }

    @Test
    void onlyThePlatformOperatorSuspends() {
        for (String user : List.of("tax-admin", "auditor", "citizen", "catalog-service")) {
            Answer answer = post(user, AGENCIES + "/tax/suspension", "{\"reason\":\"no\"}");
            assertThat(answer.status()).as(user).isEqualTo(403);
        }
        assertThat(get("operator", AGENCIES + "/tax").text("status")).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":\"  \"}", "{\"reason\":\"a\\u0000b\"}"})
    void suspensionNeedsAReason(String body) {
        Answer answer = post("operator", AGENCIES + "/tax/suspension", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("IDN-1003");
        assertThat(answer.text("field")).isEqualTo("reason");
        assertThat(get("operator", AGENCIES + "/tax").text("status")).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"reason\":\"a\",\"reason\":\"b\"}", "{\"reason\":\"a\",\"other\":1}"})
    void malformedBodyIsRefused(String body) {
        assertThat(post("operator", AGENCIES + "/tax/suspension", body).status())
                .isEqualTo(400);
    }

    @Test
    void historyOfAnAgencyCannotBeRewritten() {
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE agency_status_change SET reason = 'x'").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void missingOrganisationIsCreatedInKeycloak() {
        Waiting.until("the first pass", PATIENCE, () -> attributes("legal").contains("national"));
        try (Keycloak admin = admin()) {
            admin.realm("govshare")
                    .organizations()
                    .get(organisation("legal").getId())
                    .delete()
                    .close();
        }

        Waiting.until("the organisation", PATIENCE, () -> attributes("legal").contains("national"));
        assertThat(organisation("legal").getName()).isEqualTo("Legal Department");
    }

    @Test
    void operatorsAreCopiedFromKeycloakWithTheirRoles() {
        String list = AGENCIES + "/education/operators";
        Waiting.until(
                "the members",
                PATIENCE,
                () -> get("auditor", list).body().path("operators").size() == 3);

        Answer answer = get("education-admin", list);

        assertThat(answer.raw().body())
                .contains("\"username\":\"education-publisher\",\"enabled\":true,\"roles\":[\"publisher\"]");
        assertThat(get("education-publisher", list).status()).isEqualTo(403);
        assertThat(get("tax-admin", list).text("code")).isEqualTo("IDN-1004");
        assertThat(get("education-admin", list + "?cursor=education-admin")
                        .body()
                        .path("operators")
                        .size())
                .isEqualTo(2);
        Answer notStorable = get("education-admin", list + "?cursor=a%00b");
        assertThat(notStorable.status()).isEqualTo(400);
        assertThat(notStorable.raw().body()).contains("cursor");
    }

    @Test
    void callerSeesWhoItIs() {
        Waiting.until(
                "the members",
                PATIENCE,
                () -> get("tax-consumer", "/api/identity/v1/operators/me")
                        .text("username")
                        .equals("tax-consumer"));
        Answer me = get("tax-consumer", "/api/identity/v1/operators/me");

        assertThat(me.text("agency")).isEqualTo("tax");
        assertThat(me.text("agencyName")).isEqualTo("Tax Department");
        assertThat(me.body().path("roles")).hasSize(1);
        assertThat(me.text("client")).isEqualTo("govshare-cli");
        assertThat(get("citizen", "/api/identity/v1/operators/me").body().has("agency"))
                .isFalse();
    }

    @Test
    void descriptionOfTheApiIsOpen() {
        Answer answer = getOpen("/v3/api-docs");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("paths").propertyNames())
                .contains(
                        "/api/identity/v1/agencies/{code}/keys",
                        "/api/identity/v1/agencies/{code}/suspension",
                        "/api/identity/v1/operators/me");
    }

    private static String attributes(String alias) {
        OrganizationRepresentation organisation = organisation(alias);
        return organisation == null ? "" : String.valueOf(organisation.getAttributes());
    }

    private static OrganizationRepresentation organisation(String alias) {
        try (Keycloak admin = admin()) {
            return admin.realm("govshare").organizations().search(null, null, 0, 100, false).stream()
                    .filter(organisation -> alias.equals(organisation.getAlias()))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static Keycloak admin() {
        return KeycloakBuilder.builder()
                .serverUrl(KEYCLOAK.url())
                .realm("govshare")
                .grantType("client_credentials")
                .clientId("identity-service")
                .clientSecret(KeycloakProcess.SECRET)
                .build();
    }
}
