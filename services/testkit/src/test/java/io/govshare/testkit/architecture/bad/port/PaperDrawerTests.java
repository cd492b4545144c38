package io.govshare.testkit.architecture.bad.port;

/** One adapter keeps the contract. */
class PaperDrawerTests extends DrawerContractTests {

    @Override
    Drawer drawer() {
        return new PaperDrawer();
    }
}
