/**
 * Who is asking: bearer tokens on {@code /api/**}, a browser login with a session on the pages. Both are checked against
 * the issuer's keys, which are fetched when first needed, so that the gateway starts while the issuer is still down.
 */
@NullMarked
package io.govshare.gateway.token;

import org.jspecify.annotations.NullMarked;
