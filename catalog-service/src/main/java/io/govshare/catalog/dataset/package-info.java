/**
 * What agencies offer: datasets with their schema, sharing class and the layer of each field.
 *
 * <p>A dataset enters by being created or imported from a catalogue ({@code io.govshare.catalog.dcat}); each change of its
 * schema is a new version, older versions stay. Every change is announced as {@code dataset-changed} through the outbox in
 * the same transaction. Records are checked against {@link RecordSchema}; access rules read {@link Dataset} afresh each time, so
 * that a narrowed sharing class takes effect with the next request.
 */
@NullMarked
package io.govshare.catalog.dataset;

import org.jspecify.annotations.NullMarked;
