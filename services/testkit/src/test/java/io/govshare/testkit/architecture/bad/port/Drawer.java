package io.govshare.testkit.architecture.bad.port;

/** A port with contract tests. */
interface Drawer {}
