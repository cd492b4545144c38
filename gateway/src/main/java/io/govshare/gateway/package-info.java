/**
 * The one public door: checks tokens, limits size and rate, strips what callers must not forge, routes to the services
 * and streams both ways without holding a body in memory.
 *
 * <p>A request passes, in this order: request id ({@code problem}), size ({@code limit}), token or session
 * ({@code token}), rate ({@code limit}), route ({@code route}). {@code page} holds the start page and the API reference.
 * The gateway keeps no state but browser sessions, and starts and stays up whatever else is down: a missing service or
 * identity provider is answered with a problem that says when to try again. No service believes the gateway: each checks
 * the token again.
 */
@NullMarked
package io.govshare.gateway;

import org.jspecify.annotations.NullMarked;
