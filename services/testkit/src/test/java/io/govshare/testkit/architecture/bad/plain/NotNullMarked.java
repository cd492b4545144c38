package io.govshare.testkit.architecture.bad.plain;

/** In a package of which nothing is known about null. */
public class NotNullMarked {}
