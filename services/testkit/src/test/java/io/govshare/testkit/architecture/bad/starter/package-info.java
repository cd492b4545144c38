@NullMarked
package io.govshare.testkit.architecture.bad.starter;

import org.jspecify.annotations.NullMarked;
