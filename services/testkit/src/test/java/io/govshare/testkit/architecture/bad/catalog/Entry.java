package io.govshare.testkit.architecture.bad.catalog;

/** Of a service, for others to reach for. */
public record Entry(String name) {}
