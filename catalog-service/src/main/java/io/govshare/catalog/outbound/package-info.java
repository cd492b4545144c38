/**
 * Requests to addresses that somebody outside the platform has named: receivers of webhooks, catalogues to harvest. Such
 * an address may be chosen to make the platform ask something only the platform can reach. Each request therefore goes to
 * a public address of the internet and nowhere else, whatever the name resolves to at that moment, unless the operator
 * has allowed the host; no redirect is followed, and time and size of the answer are bounded.
 */
@NullMarked
package io.govshare.catalog.outbound;

import org.jspecify.annotations.NullMarked;
