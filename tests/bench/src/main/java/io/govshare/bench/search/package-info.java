/** The catalogue's search among many datasets in several languages. */
@NullMarked
package io.govshare.bench.search;

import org.jspecify.annotations.NullMarked;
