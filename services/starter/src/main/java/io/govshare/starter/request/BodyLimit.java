package io.govshare.starter.request;

import org.springframework.util.unit.DataSize;

/**
 * A path whose bodies may be larger (or must be smaller) than {@code govshare.http.max-body}; a bean per exception. For
 * handlers that stream.
 *
 * @param pattern Spring's path pattern
 */
public record BodyLimit(String pattern, DataSize max) {}
