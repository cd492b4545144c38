/**
 * RFC 9457 problems. A service lists its errors in one enum of {@link io.govshare.starter.problem.ProblemCode}s and
 * throws {@link io.govshare.starter.problem.ProblemException}; every error of the framework, of security and of the
 * container ends in the same form. An unexpected error is logged with its request id and tells the caller nothing else.
 */
@NullMarked
package io.govshare.starter.problem;

import org.jspecify.annotations.NullMarked;
