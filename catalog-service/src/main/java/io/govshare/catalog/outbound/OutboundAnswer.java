package io.govshare.catalog.outbound;

import java.util.Map;

/**
 * What came back. All of it is a stranger's.
 *
 * @param headers names in lower case; of a repeated one the first
 * @param whole false when the body was longer than wanted and is cut off
 */
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body, boolean whole) {

    public OutboundAnswer {
        headers = Map.copyOf(headers);
    }
}
