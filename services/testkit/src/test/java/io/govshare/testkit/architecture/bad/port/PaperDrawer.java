package io.govshare.testkit.architecture.bad.port;

/** One adapter. */
class PaperDrawer implements Drawer {}
