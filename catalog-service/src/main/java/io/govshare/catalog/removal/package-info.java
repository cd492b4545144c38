/**
 * The end of records: withdrawn, erased, or erased because their time is over.
 *
 * <p>Withdrawal and erasure are of a record with all its versions. Row, sealed statement and announcement are written in
 * one transaction. A withdrawn record is read as before and marked; of an erased one the seals stay, so that its receipts
 * and all others stay good, while its content, its keys and the salts of its digests are gone. What lies outside the
 * database (files, wrapping keys) goes after the commit, by work that is repeated until it is done.
 */
@NullMarked
package io.govshare.catalog.removal;

import org.jspecify.annotations.NullMarked;
