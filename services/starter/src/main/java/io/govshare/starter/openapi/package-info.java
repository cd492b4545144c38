/**
 * The description of each service's API at {@code /v3/api-docs}, open to everyone.
 */
@NullMarked
package io.govshare.starter.openapi;

import org.jspecify.annotations.NullMarked;
