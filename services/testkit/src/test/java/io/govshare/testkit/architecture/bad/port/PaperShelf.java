package io.govshare.testkit.architecture.bad.port;

/** One adapter. */
class PaperShelf implements Shelf {}
