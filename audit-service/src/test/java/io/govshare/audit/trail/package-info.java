@NullMarked
package io.govshare.audit.trail;

import org.jspecify.annotations.NullMarked;
