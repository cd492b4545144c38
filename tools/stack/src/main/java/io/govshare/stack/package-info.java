@NullMarked
package io.govshare.stack;

import org.jspecify.annotations.NullMarked;
