@NullMarked
package io.govshare.identity.agency;

import org.jspecify.annotations.NullMarked;
