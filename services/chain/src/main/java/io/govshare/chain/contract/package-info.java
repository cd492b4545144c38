/// Wrappers generated from the Solidity contracts at build time; used by `io.govshare.chain` only.
@NullMarked
package io.govshare.chain.contract;

import org.jspecify.annotations.NullMarked;
