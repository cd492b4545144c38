package io.govshare.testkit.architecture.bad.port;

/** What every drawer does. */
abstract class DrawerContractTests {

    abstract Drawer drawer();
}
