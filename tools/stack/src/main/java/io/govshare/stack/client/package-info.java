/**
 * GovShare seen from outside: what an operator of an agency does through the gateway, in the words of the domain. The
 * demo, the system tests and the load benches speak this language; none of them knows a service behind the gateway.
 */
@NullMarked
package io.govshare.stack.client;

import org.jspecify.annotations.NullMarked;
