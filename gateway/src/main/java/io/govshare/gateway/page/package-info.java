/** The gateway's own pages: where to go from here, and the API reference of all services. */
@NullMarked
package io.govshare.gateway.page;

import org.jspecify.annotations.NullMarked;
