/**
 * Receipts of statements that a service holds: it joins what it sealed with the ledger's evidence when somebody asks.
 */
@NullMarked
package io.govshare.starter.receipt;

import org.jspecify.annotations.NullMarked;
