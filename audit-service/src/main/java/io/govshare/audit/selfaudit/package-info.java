/**
 * The platform checked by its own means, without a third party. A self-audit rebuilds the log from its public tiles,
 * compares it with what the trail knows, with the signed checkpoint and, over a connection of audit's own, with the
 * heads on the chain, and has the catalogue verify the stored records again. What differs becomes a finding that names
 * it. A self-audit that cannot be carried through says so; it never counts as passed.
 */
@NullMarked
package io.govshare.audit.selfaudit;

import org.jspecify.annotations.NullMarked;
