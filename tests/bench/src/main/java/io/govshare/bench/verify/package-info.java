/** How fast receipts are verified, and what the hashes and signatures in them cost beside the libraries' own speed. */
@NullMarked
package io.govshare.bench.verify;

import org.jspecify.annotations.NullMarked;
