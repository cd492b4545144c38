/**
 * The agencies' sealing keys. A key comes in with a proof that its sender holds the private part, over a challenge that
 * works once, for one agency, for a few minutes. Keys are revoked and never forgotten: a seal made while its key was
 * valid stays good, and a revoked key stays valid until those who seal have heard of it.
 */
@NullMarked
package io.govshare.identity.key;

import org.jspecify.annotations.NullMarked;
