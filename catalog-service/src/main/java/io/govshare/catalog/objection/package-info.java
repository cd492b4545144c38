/**
 * Objections: a reader says that something in a record is wrong, and the record's agency answers within its working days.
 * An objection is upheld only together with its correction: a later version, or the withdrawal or erasure of the record,
 * whose sealed statement the answer names. Objections themselves are not sealed, for receipts know no such statement. They
 * are answered once, and what they say never changes; the database holds to that too.
 */
@NullMarked
package io.govshare.catalog.objection;

import org.jspecify.annotations.NullMarked;
