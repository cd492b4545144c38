@NullMarked
package io.govshare.testkit.architecture.bad.row;

import org.jspecify.annotations.NullMarked;
