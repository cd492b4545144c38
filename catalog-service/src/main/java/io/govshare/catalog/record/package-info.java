/**
 * Records: published, versioned, stored, verified.
 *
 * <p>A record is checked against its dataset's schema, sealed by its agency as an SD-JWT, and its disclosures are
 * encrypted under a key of their own; row and announcement are written in one transaction, so that there is never one
 * without the other. A stored record that does not match its seal any more is {@code Corrupt} and never shown. Versions
 * are numbered without gaps and chained by the entry of the one before.
 */
@NullMarked
package io.govshare.catalog.record;

import org.jspecify.annotations.NullMarked;
