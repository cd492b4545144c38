package io.govshare.testkit.architecture.bad.port;

/** Another adapter. */
class FakeDrawer implements Drawer {}
