@NullMarked
package io.govshare.identity.key;

import org.jspecify.annotations.NullMarked;
