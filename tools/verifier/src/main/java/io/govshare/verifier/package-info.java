/**
 * The offline verifier: receipts in, verdicts out. It reads the files it is given, reaches no network, writes nothing,
 * and says for each receipt which step held and which did not. What a verdict is, {@code io.govshare.proof.receipt}
 * knows.
 *
 * <p>{@code fsck}, which needs a network, is a package of its own.
 *
 * <p>Exit status: 0 when every receipt is valid, 1 when one is not, 2 when something given cannot be used.
 */
@NullMarked
package io.govshare.verifier;

import org.jspecify.annotations.NullMarked;
