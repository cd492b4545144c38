package io.govshare.testkit.architecture.bad.port;

/** Another adapter, which may do otherwise. */
class MemoryShelf implements Shelf {}
