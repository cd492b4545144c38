/**
 * Agreements: by which another agency may read a dataset. The consumer asks with purpose, legal basis, fields and end;
 * the provider accepts or refuses; either may revoke. Each step is a statement sealed by the agency that takes it, over
 * the hash of the same terms. The state machine is checked here and once more by a trigger in the database.
 */
@NullMarked
package io.govshare.catalog.agreement;

import org.jspecify.annotations.NullMarked;
