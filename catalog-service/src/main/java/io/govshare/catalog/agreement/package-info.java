/**
 * Agreements: by which another agency may read a dataset. The consumer asks with purpose, legal basis, fields and end; both
 * sides may propose other terms until one accepts, refuses or withdraws; an active agreement is suspended, resumed, ended by
 * either or expires. Each step is a statement sealed by the agency that takes it, over the hash of the terms as they then
 * stand. The states and who leads from one to another are those of the contract {@code AgreementRegistry}; they are checked
 * here and once more by triggers in the database, which also write the history.
 */
@NullMarked
package io.govshare.catalog.agreement;

import org.jspecify.annotations.NullMarked;
