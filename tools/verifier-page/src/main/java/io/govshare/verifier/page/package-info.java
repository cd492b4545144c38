/**
 * The receipt verifier as one HTML page: script and style stand inside, nothing is fetched, nothing is sent. The build
 * puts it together from {@code src/main/js}; here it is handed to whoever serves it.
 */
@NullMarked
package io.govshare.verifier.page;

import org.jspecify.annotations.NullMarked;
