package io.govshare.stack;

import java.time.Duration;

/** Who is told what the stack is doing. Called from several threads. */
public interface Progress {

    /** A part is at something, or is being waited for. */
    void doing(Component component, String what);

    /** All that a part needs to be started is in place. */
    void installed(Component component, Duration took);

    void ready(Component component, String address, Duration took);

    void stopped(Component component);

    void note(String sentence);

    /** Tells nobody. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void doing(Component component, String what) {}

            @Override
            public void installed(Component component, Duration took) {}

            @Override
            public void ready(Component component, String address, Duration took) {}

            @Override
            public void stopped(Component component) {}

            @Override
            public void note(String sentence) {}
        };
    }
}
