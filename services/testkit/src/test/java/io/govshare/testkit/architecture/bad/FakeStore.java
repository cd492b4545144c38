package io.govshare.testkit.architecture.bad;

/** Pretends. */
class FakeStore {}
