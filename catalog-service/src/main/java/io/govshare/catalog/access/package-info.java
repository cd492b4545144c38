/**
 * Reading records. A read is decided, the stored record is compared with its seal, and the decision is sealed by the
 * providing agency and stored with its announcement, all in one transaction; only then is the view released. A refusal is
 * recorded in the same way as a release. If nothing can be recorded, nothing is released.
 */
@NullMarked
package io.govshare.catalog.access;

import org.jspecify.annotations.NullMarked;
