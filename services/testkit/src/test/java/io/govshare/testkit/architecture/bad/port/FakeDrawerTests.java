package io.govshare.testkit.architecture.bad.port;

/** The other one, too. */
class FakeDrawerTests extends DrawerContractTests {

    @Override
    Drawer drawer() {
        return new FakeDrawer();
    }
}
