package io.govshare.starter.turn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govshare.starter.Http;
import io.govshare.starter.TestApplication;
import io.govshare.testkit.spring.GovShareIntegrationTest;
import io.govshare.testkit.token.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GovShareIntegrationTest(classes = TestApplication.class)
class TurnsIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @Test
    void aTurnIsHeldUntilTheAnswerIsReadAndNobodyHasAllOfThem() throws Exception {
        try (Socket ann = begins("ann")) {
            assertThat(status("ann")).isEqualTo(503);
            assertThat(status("bob")).isEqualTo(200);
            assertThat(status("bob")).isEqualTo(200);

            try (Socket bob = begins("bob")) {
                assertThat(status("carl")).isEqualTo(503);
                assertThat(bob.isConnected()).isTrue();
            }
            // Who goes away in the middle has no turn any more.
            assertThat(status("carl")).isEqualTo(200);
            assertThat(status("ann")).isEqualTo(503);

            ann.getInputStream().readAllBytes();
            assertThat(status("ann")).isEqualTo(200);
        }
    }

    @Test
    void aTurnThatFailedIsGivenBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(status("dora", "?failing=true")).isEqualTo(500);
        }
        assertThat(status("dora")).isEqualTo(200);
    }

    @Test
    void noTurnIsTakenWhereNothingWouldGiveItBack() {
        assertThatThrownBy(() -> new Turns(1, 1, Duration.ZERO).take("ann")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Turns(1, 2, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Turns(1, 0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private int status(String caller) throws Exception {
        return status(caller, "");
    }

    private int status(String caller, String query) throws Exception {
        return new Http(port)
                .get("/large" + query, "Authorization", bearer(caller))
                .statusCode();
    }

    /** A reader who has the first bytes of an answer and asks for no more yet. */
    private Socket begins(String caller) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1 << 14);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request =
                "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: " + bearer(caller) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
                .isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private String bearer(String caller) {
        return "Bearer " + tokens.person(caller, "citizen");
    }
}
