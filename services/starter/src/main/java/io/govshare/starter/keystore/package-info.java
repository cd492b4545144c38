/**
 * Keys that a service holds, in a file of its own. The file never leaves the service; what its keys are worth is said by
 * the directory of agencies.
 */
@NullMarked
package io.govshare.starter.keystore;

import org.jspecify.annotations.NullMarked;
