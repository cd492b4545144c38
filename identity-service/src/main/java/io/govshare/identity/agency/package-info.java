/**
 * Agencies and their life cycle. A change locks the agency's row, is written with its author and reason, and is announced
 * in the same transaction; a transition that the state does not allow changes nothing.
 */
@NullMarked
package io.govshare.identity.agency;

import org.jspecify.annotations.NullMarked;
