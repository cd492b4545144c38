package io.govshare.stack.cli;

import io.govshare.proof.receipt.Trust;
import io.govshare.stack.Component;
import io.govshare.stack.Progress;
import io.govshare.stack.Stack;
import io.govshare.stack.client.Operator;
import io.govshare.stack.client.Platform;
import io.govshare.verifier.ExitStatus;
import io.govshare.verifier.fsck.Fsck;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verifier's fsck, with all it asks for taken from the stack that runs here. */
@Command(
        name = "fsck",
        description = "Checks the whole log of the running stack against its tiles, checkpoints, anchors and rows.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:nothing differs", "1:something differs; the first difference is told", "2:no verdict"})
final class FsckCommand implements Callable<Integer> {

    @Mixin
    private StateOption state = new StateOption();

    @Override
    public Integer call() {
        PrintStream err = Terminal.err();
        try {
            Optional<Stack> found = Stack.attach(state.directory(), Progress.silent());
            if (found.isEmpty()) {
                err.println("Nothing is running here; './govshare fsck --url URL --trust TRUST' checks another log.");
                return ExitStatus.UNUSABLE.code();
            }
            try (Stack stack = found.get()) {
                return new Fsck(Terminal.out(), err).run(request(stack)).code();
            }
        } catch (RuntimeException e) {
            // Left to the command line's own handling it would end with 1, which is a verdict.
            err.println("No verdict: " + e.getMessage());
            return ExitStatus.UNUSABLE.code();
        }
    }

    private static Fsck.Request request(Stack stack) {
        Operator auditor = new Platform(stack.gateway(), stack.issuer(), stack.demoPassword()).operator("auditor");
        byte[] trust = auditor.get("/api/ledger/v1/trust").expect(200).body();
        // Past the gateway, which lets no single address ask for thousands of tiles at once.
        URI log = stack.url(Component.LEDGER).resolve("/api/ledger/v1");
        return new Fsck.Request(
                log, Trust.parse(trust), Optional.of(stack.url(Component.CHAIN)), Optional.of(auditor.token()));
    }
}
