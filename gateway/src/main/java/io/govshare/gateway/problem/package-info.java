/** Every error of the gateway as an RFC 9457 problem, whichever layer found it, with the request's id. */
@NullMarked
package io.govshare.gateway.problem;

import org.jspecify.annotations.NullMarked;
