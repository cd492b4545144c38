@NullMarked
package io.govshare.catalog;

import org.jspecify.annotations.NullMarked;
