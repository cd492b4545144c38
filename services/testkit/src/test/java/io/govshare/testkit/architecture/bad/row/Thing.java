package io.govshare.testkit.architecture.bad.row;

/** As its table holds it. */
record Thing(String name, String secret) {}
