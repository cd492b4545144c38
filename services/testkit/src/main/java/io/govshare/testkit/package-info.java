@NullMarked
package io.govshare.testkit;

import org.jspecify.annotations.NullMarked;
