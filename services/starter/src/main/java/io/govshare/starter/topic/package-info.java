/**
 * Topics are declared by the service that owns them, as beans of Spring Kafka's {@code NewTopic}.
 */
@NullMarked
package io.govshare.starter.topic;

import org.jspecify.annotations.NullMarked;
