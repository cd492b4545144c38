@NullMarked
package io.govshare.gateway;

import org.jspecify.annotations.NullMarked;
