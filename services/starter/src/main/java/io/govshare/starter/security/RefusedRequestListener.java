package io.govshare.starter.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of requests that are refused because the operator's agency is not active, before the answer is written. Called on
 * the request's thread; an exception from here ends the request with its own problem instead of the refusal, so a
 * refusal that must be recorded and cannot be becomes a 503.
 */
public interface RefusedRequestListener {

    /** @param reason for the record, such as {@code agency suspended} */
    void onRefused(Operator operator, HttpServletRequest request, String reason);
}
