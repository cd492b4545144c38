/**
 * The whole system, every part real, asked through the gateway as its users do. One local stack serves all classes; tests
 * make datasets of their own and never rely on each other.
 */
@NullMarked
package io.govshare.e2e;

import org.jspecify.annotations.NullMarked;
