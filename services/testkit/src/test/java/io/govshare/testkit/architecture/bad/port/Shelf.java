package io.govshare.testkit.architecture.bad.port;

/** A port without contract tests. */
interface Shelf {}
