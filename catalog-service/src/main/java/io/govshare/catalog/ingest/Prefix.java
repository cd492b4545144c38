package io.govshare.catalog.ingest;

import io.govshare.catalog.sealing.WrappedKey;

/**
 * What is kept of the part of a body that was dealt with.
 *
 * @param mac HMAC-SHA256 of its SHA-256
 * @param key the HMAC's, of this intake only
 */
record Prefix(byte[] mac, WrappedKey key) {}
