@NullMarked
package io.govshare.proof;

import org.jspecify.annotations.NullMarked;
