/**
 * Catalogues of others, in DCAT-US 1.1 (data.json) and DCAT-AP (Turtle, RDF/XML, JSON-LD), read into datasets.
 *
 * <p>A body is read whole, for its size is bounded, and turned into entries, each with what is wrong with it. Lenient mode
 * keeps what is usable and reports the rest, entry by entry; strict mode writes nothing unless all is sound. Catalogues
 * come from anywhere: nothing they name is ever fetched, no entity is expanded, and size, depth and number are bounded.
 */
@NullMarked
package io.govshare.catalog.dcat;

import org.jspecify.annotations.NullMarked;
