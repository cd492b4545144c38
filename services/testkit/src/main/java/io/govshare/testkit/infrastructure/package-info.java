/**
 * Real PostgreSQL and Kafka for integration tests, as local processes or as containers. Chosen by
 * {@code GOVSHARE_TEST_INFRASTRUCTURE=auto|local|containers}; {@code auto}, which also holds when nothing is set, takes
 * containers where an engine answers and the images are at hand. Started when first asked for, shared by all tests of a
 * JVM, stopped with it, also when it is killed.
 */
@NullMarked
package io.govshare.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
