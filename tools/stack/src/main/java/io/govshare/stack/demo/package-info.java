/** The story told by {@code govshare demo}. */
@NullMarked
package io.govshare.stack.demo;

import org.jspecify.annotations.NullMarked;
