package io.govshare.ledger.anchor;

import io.govshare.chain.AnchorChain;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A chain in front of which the process dies: when it calls one method, before or after the call takes effect. */
final class Interrupted {

    private Interrupted() {}

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static AnchorChain before(String method, AnchorChain chain) {
        return at(method, chain, false);
    }

    static AnchorChain after(String method, AnchorChain chain) {
        return at(method, chain, true);
    }

    private static AnchorChain at(String method, AnchorChain chain, boolean takesEffect) {
        return (AnchorChain) Proxy.newProxyInstance(
                AnchorChain.class.getClassLoader(), new Class<?>[] {AnchorChain.class}, (proxy, called, arguments) -> {
                    boolean here = called.getName().equals(method);
                    if (here && !takesEffect) {
                        throw new Crash();
                    }
                    try {
                        Object answer = called.invoke(chain, arguments);
                        if (here) {
                            throw new Crash();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
