package io.govshare.testkit.architecture.bad.util;

/** In a package for whatever has no home. */
public class Leftover {}
