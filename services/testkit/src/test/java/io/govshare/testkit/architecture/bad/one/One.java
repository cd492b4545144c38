package io.govshare.testkit.architecture.bad.one;

import io.govshare.testkit.architecture.bad.two.Two;

/** Half of a cycle. */
public class One {

    public Two other() {
        return new Two();
    }
}
