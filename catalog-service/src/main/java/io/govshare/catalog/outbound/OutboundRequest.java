package io.govshare.catalog.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What is asked of somebody outside.
 *
 * @param confidential whether it may go over TLS only; hosts that the operator allowed are exempt
 * @param headers none that belongs to the connection
 * @param body empty for none
 * @param maxAnswer bytes of the answer's body that are read
 * @param patience time for everything, from the name's resolution to the answer's last byte
 */
public record OutboundRequest(
        String method,
        URI address,
        boolean confidential,
        Map<String, String> headers,
        byte[] body,
        int maxAnswer,
        Duration patience) {

    public OutboundRequest {
        headers = Map.copyOf(headers);
    }
}
