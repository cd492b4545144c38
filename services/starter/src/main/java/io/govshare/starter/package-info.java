@NullMarked
package io.govshare.starter;

import org.jspecify.annotations.NullMarked;
