/**
 * An issuer of access tokens for tests: the claims of the platform's Keycloak realm, keys of its own.
 */
@NullMarked
package io.govshare.testkit.token;

import org.jspecify.annotations.NullMarked;
