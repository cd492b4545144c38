@NullMarked
package io.govshare.schemas;

import org.jspecify.annotations.NullMarked;
