/** Wrappers generated from the Solidity contracts at build time; used by {@code io.govshare.chain} only. */
@NullMarked
package io.govshare.chain.contract;

import org.jspecify.annotations.NullMarked;
