/**
 * Who is asking. Each service checks the token itself: signature from the issuer's keys, issuer, audience, time, one
 * agency, and that this agency is active. Nothing is open unless a service says so with
 * {@link io.govshare.starter.security.OpenPaths}; no header other than the token is believed.
 */
@NullMarked
package io.govshare.starter.security;

import org.jspecify.annotations.NullMarked;
