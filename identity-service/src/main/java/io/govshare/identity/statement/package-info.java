/**
 * Statements of the platform about its members: who was admitted, suspended, restored, and which keys count. Each is sealed
 * with a key of the platform, stored and announced in the transaction of the change itself, and goes to the log like any
 * other. Without the key nothing changes: a change that leaves no trace is refused.
 */
@NullMarked
package io.govshare.identity.statement;

import org.jspecify.annotations.NullMarked;
