/**
 * Who takes part: agencies and their status, the keys they seal with, and their operators.
 *
 * <p>{@code agency} and {@code key} hold the truth in tables; each change puts the whole state of its agency into the
 * outbox ({@code announcement}), from where the compacted topic {@code govshare.identity.agency-changed.v1} carries it to
 * every other service. {@code keycloak} keeps Keycloak's organisations in step with the agencies and copies their members
 * into {@code operator}; it runs beside requests, so nothing here waits for Keycloak, which holds the logins alone.
 */
@NullMarked
package io.govshare.identity;

import org.jspecify.annotations.NullMarked;
