@NullMarked
package io.govshare.testkit.architecture.bad.catalog;

import org.jspecify.annotations.NullMarked;
