package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's own pages, and those that are not there. */
class PagesIntegrationTests extends RunningGateway {

    @ParameterizedTest
    @ValueSource(strings = {"/api/unknown/v1/x", "/api"})
    void unknownApiIsNotFound(String path) throws Exception {
        assertThat(send(asOperator(path)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/actuator/env", "/actuator", "/swagger-ui/index.html"})
    void unknownPageIsNotFound(String path) throws Exception {
        assertProblem(send(to(path)), 404, "GTW-2001");
    }

    @Test
    void startPageReferenceAndHealthNeedNoLogin() throws Exception {
        assertThat(send(to("/")).body()).contains("/audit/").contains("/docs");
        assertThat(send(to("/actuator/health/readiness")).body()).contains("UP");
        assertThat(send(to("/docs")).body()).contains("/docs/ui/swagger-ui-bundle.js");
        assertThat(send(to("/docs/ui/swagger-ui-bundle.js")).statusCode()).isEqualTo(200);
        assertThat(send(to("/docs/reference.js")).statusCode()).isEqualTo(200);
        assertThat(send(to("/docs/services.json")).body())
                .contains(
                        "/docs/openapi/identity",
                        "/docs/openapi/catalog",
                        "/docs/openapi/ledger",
                        "/docs/openapi/audit");
    }

    @Test
    void verifierPageNeedsNoLoginAndKeepsItsOwnPolicy() throws Exception {
        HttpResponse<String> page = send(asOperator("/verify"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("GET /verify").doesNotContain("cookie=");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'sha256-x'");
        assertThat(send(to("/verify")).statusCode()).isEqualTo(200);
    }

    @Test
    void referenceShowsADescriptionWithThePublicAddress() throws Exception {
        assertThat(send(to("/docs/openapi/catalog")).body())
                .contains("\"servers\":[{\"url\":\"/\"}]")
                .doesNotContain("internal");
        assertProblem(send(to("/docs/openapi/ledger")), 503, "GTW-3001");
        assertProblem(send(to("/docs/openapi/nothing")), 404, "GTW-2001");
    }
}
