package io.govshare.testkit.architecture.bad.two;

import io.govshare.testkit.architecture.bad.one.One;

/** Half of a cycle. */
public class Two {

    public One other() {
        return new One();
    }
}
