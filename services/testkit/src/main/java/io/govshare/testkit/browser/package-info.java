/** A real browser, for tests of pages. */
@NullMarked
package io.govshare.testkit.browser;

import org.jspecify.annotations.NullMarked;
