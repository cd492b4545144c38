/**
 * {@code fsck}: reads a whole log as any monitor may, rebuilds it, and says where what is served first differs from
 * what was signed and anchored. Believes nobody but the trust file: the tree is built from the entries, its roots are
 * compared with those that the contract holds, asked for at a node of the reader's choice, and with the signed head.
 * What the ledger stores but does not serve, the ledger itself compares when a token is given.
 *
 * <p>This is the only part of the verifier that uses a network: the log's address and the node's. Memory stays bounded
 * at any size of the log.
 */
@NullMarked
package io.govshare.verifier.fsck;

import org.jspecify.annotations.NullMarked;
