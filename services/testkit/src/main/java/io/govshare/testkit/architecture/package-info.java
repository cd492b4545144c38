/**
 * The rules of the house, as tests. A module applies all of them with one class that extends
 * {@link io.govshare.testkit.architecture.GovShareArchitecture}.
 */
@NullMarked
package io.govshare.testkit.architecture;

import org.jspecify.annotations.NullMarked;
