package io.govshare.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealmTemplateUnitTests {

    private final RealmTemplate template = new RealmTemplate(Map.of("GOVSHARE_GATEWAY_PORT", "9080$1"));

    @Test
    void ownPlaceholdersAreFilledAndKeycloaksStay() throws Exception {
        assertThat(template.render("{\"a\":\"${GOVSHARE_GATEWAY_PORT}\",\"b\":\"${role_default}\"}"))
                .isEqualTo("{\"a\":\"9080$1\",\"b\":\"${role_default}\"}");
    }

    @Test
    void unknownPlaceholderIsNamed() {
        assertThatThrownBy(() -> template.render("${GOVSHARE_SHOE_SIZE}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GOVSHARE_SHOE_SIZE");
    }
}
