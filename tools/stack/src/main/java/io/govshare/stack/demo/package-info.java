/**
 * The story told by {@code govshare demo}: seven agencies publish real records, one asks another for data, others are
 * refused, receipts are verified without the platform, and what is altered behind its back is caught. Each act is a
 * class; each thing that must hold is a {@link io.govshare.stack.demo.Check}.
 */
@NullMarked
package io.govshare.stack.demo;

import org.jspecify.annotations.NullMarked;
