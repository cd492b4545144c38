/**
 * The wire forms that services exchange: one record per event, its JSON Schema and samples beside it under
 * {@code schemas/<name>/v1/}. Events never carry the content of a record, only what is needed to log, anchor and audit
 * it. A released version never changes; a new form is a new version with its own topic.
 */
@NullMarked
package io.govshare.schemas;

import org.jspecify.annotations.NullMarked;
