package io.govshare.stack.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platform answered. */
public record Answer(String request, int status, HttpHeaders headers, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws UnexpectedAnswerException when the body is not JSON */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new UnexpectedAnswerException(this, "JSON", e);
        }
    }

    /** The stable code of an RFC 9457 problem, or an empty text where the answer is none. */
    public String problem() {
        boolean problem = headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        return problem ? json().path("code").asString("") : "";
    }

    /** @throws UnexpectedAnswerException when the status is another one */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new UnexpectedAnswerException(this, "status " + expected, null);
        }
        return this;
    }
}
