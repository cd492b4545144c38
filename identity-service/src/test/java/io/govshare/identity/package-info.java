@NullMarked
package io.govshare.identity;

import org.jspecify.annotations.NullMarked;
