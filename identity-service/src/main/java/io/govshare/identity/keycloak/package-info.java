/**
 * Keeps Keycloak in step: every agency has its organisation there, with its status as an attribute, and the organisations'
 * members are copied into {@code operator}. One pass at a time over all of it, at start, after each change of a status,
 * and now and then; a pass that fails is repeated, later and later. Requests never wait for it.
 */
@NullMarked
package io.govshare.identity.keycloak;

import org.jspecify.annotations.NullMarked;
