/**
 * The catalogue for the catalogues of others: DCAT-AP 3 (Turtle, RDF/XML, JSON-LD) and DCAT-US 1.1.
 *
 * <p>A dataset becomes a {@link io.govshare.catalog.export.Description}, which says the same in the terms of both vocabularies,
 * and a writer gives it a syntax. A reader gets what it may see and no more. Much of what is written came from catalogues of
 * others: each address, date and tag is checked once more on its way out, so that no text of theirs breaks a syntax or speaks
 * for another resource; what does not pass is left out, never changed in meaning. Pages are bounded in number and bytes.
 */
@NullMarked
package io.govshare.catalog.export;

import org.jspecify.annotations.NullMarked;
