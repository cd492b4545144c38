package io.govshare.stack.cli;

import io.govshare.stack.Component;
import io.govshare.stack.Stack;
import java.io.PrintStream;
import java.util.List;

/** What a person needs to know about a stack that runs. */
final class Welcome {

    private static final List<String> AGENCIES =
            List.of("fiscal", "tax", "legal", "medical", "education", "exit-entry", "credit");

    private Welcome() {}

    static void print(Stack stack, PrintStream out) {
        if (stack.components().contains(Component.GATEWAY)) {
            out.println("  Start page     " + stack.gateway() + "/");
            out.println("  API reference  " + stack.gateway() + "/docs");
            out.println("  Audit          " + stack.gateway() + "/audit/");
        }
        if (stack.components().contains(Component.KEYCLOAK)) {
            out.println("  Logins         " + stack.issuer());
            out.println();
            out.println("  Demo logins, all with the password " + stack.demoPassword() + ":");
            out.println("    auditor, operator, researcher, citizen, and per agency AGENCY-admin, AGENCY-publisher,");
            out.println("    AGENCY-consumer with AGENCY one of " + String.join(", ", AGENCIES));
        }
        out.println();
        out.println("  State and logs " + stack.options().state());
        out.println();
    }
}
