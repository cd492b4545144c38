/**
 * Where requests go and what they carry there: routes, the HTTP client towards the services, headers in and out. Bodies
 * are streamed in both directions; nothing is repeated on the caller's behalf.
 */
@NullMarked
package io.govshare.gateway.route;

import org.jspecify.annotations.NullMarked;
