package io.govshare.chain;

import org.junit.jupiter.api.Nested;

/** The fake keeps the promises of the port, else tests that use it would prove nothing. */
class FakeAnchorChainUnitTests {
    @Nested
    class Patient extends AnchorChainContractTests {
        private FakeAnchorChain chain = FakeAnchorChain.patient("test.example/log");

        @Override
        protected AnchorChain openLog() {
            chain = FakeAnchorChain.patient("test.example/log");
            return chain;
        }

        @Override
        protected void letBlocksPass() {
            chain.mineBlock();
        }
    }

    @Nested
    class Sealed extends AnchorChainContractTests {
        @Override
        protected AnchorChain openLog() {
            return FakeAnchorChain.sealed("test.example/log");
        }

        @Override
        protected void letBlocksPass() {}
    }
}
