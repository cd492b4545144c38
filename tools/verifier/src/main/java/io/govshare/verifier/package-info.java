@NullMarked
package io.govshare.verifier;

import org.jspecify.annotations.NullMarked;
