/**
 * What all services are configured with unless one says otherwise, so that a service's own file holds only what
 * differs. The values are in {@code govshare-defaults.properties}, each with its reason.
 */
@NullMarked
package io.govshare.starter.defaults;

import org.jspecify.annotations.NullMarked;
