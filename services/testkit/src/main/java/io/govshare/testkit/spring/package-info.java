/**
 * Integration tests of services: one annotation gives a test its own database, the shared Kafka and an issuer.
 */
@NullMarked
package io.govshare.testkit.spring;

import org.jspecify.annotations.NullMarked;
