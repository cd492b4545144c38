/**
 * The agencies and their keys, in memory. Filled from the compacted topic of identity-service, read from its beginning at
 * every start; until the end of that reading the service is not ready and answers requests of agencies with 503.
 */
@NullMarked
package io.govshare.starter.agency;

import org.jspecify.annotations.NullMarked;
