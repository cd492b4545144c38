package io.govshare.stack.demo;

/** One line of the closing table. */
public record Figure(String name, String value) {}
