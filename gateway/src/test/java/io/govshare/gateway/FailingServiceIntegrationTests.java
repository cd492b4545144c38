package io.govshare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Services that are away, slow, or break off. */
class FailingServiceIntegrationTests extends RunningGateway {

    @Test
    void serviceThatIsDownIsNamedUnavailable() throws Exception {
        HttpResponse<String> answer = send(to("/api/ledger/v1/checkpoint"));

        assertProblem(answer, 503, "GTW-3001");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void serviceThatBreaksOffIsABadGateway() throws Exception {
        assertProblem(send(asOperator("/api/catalog/v1/broken")), 502, "GTW-3002");
    }

    @Test
    void serviceThatIsTooSlowTimesOut() throws Exception {
        assertProblem(send(asOperator("/api/catalog/v1/slow")), 504, "GTW-3003");
    }

    @Test
    void answerThatBreaksOffHalfwayIsSeenAsBroken() {
        assertThatThrownBy(() -> send(asOperator("/api/catalog/v1/half"))).isInstanceOf(IOException.class);
    }

    @Test
    void problemOfAServicePassesUnchangedAndIsNotRepeated() throws Exception {
        HttpResponse<String> answer = send(asOperator("/api/catalog/v1/unavailable"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.body()).isEqualTo("{\"code\":\"CAT-9\"}");
    }
}
