/**
 * The two tests that every configuration record has: what it is by default, and that every setting arrives.
 */
@NullMarked
package io.govshare.testkit.configuration;

import org.jspecify.annotations.NullMarked;
