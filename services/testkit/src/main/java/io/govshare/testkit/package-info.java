/**
 * What tests of every module share: the rules of architecture, real PostgreSQL and Kafka, a real browser, an issuer of
 * tokens, a clock that tests move, and assertions on configuration. Knows no other module, so that every module can use it.
 */
@NullMarked
package io.govshare.testkit;

import org.jspecify.annotations.NullMarked;
