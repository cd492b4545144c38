@NullMarked
package io.govshare.audit;

import org.jspecify.annotations.NullMarked;
