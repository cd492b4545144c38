package io.govshare.testkit.architecture.bad.verifier;

import org.springframework.util.Assert;

/** Lets a framework into the verdict. */
class SpringVerifier {

    void check(Object receipt) {
        Assert.notNull(receipt, "no receipt");
    }
}
