package io.govshare.catalog.sealing;

/**
 * A record's key as it is stored.
 *
 * @param wrappingKey which of the agency's keys wraps it
 * @param bytes RFC 3394 key wrap
 */
public record WrappedKey(String wrappingKey, byte[] bytes) {}
