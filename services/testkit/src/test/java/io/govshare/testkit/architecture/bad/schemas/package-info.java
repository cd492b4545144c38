@NullMarked
package io.govshare.testkit.architecture.bad.schemas;

import org.jspecify.annotations.NullMarked;
