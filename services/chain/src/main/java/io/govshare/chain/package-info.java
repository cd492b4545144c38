@NullMarked
package io.govshare.chain;

import org.jspecify.annotations.NullMarked;
