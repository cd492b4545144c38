package io.govshare.verifier.fsck;

import io.govshare.proof.ProofFormatException;
import io.govshare.verifier.ExitStatus;
import java.io.PrintStream;
import java.util.List;

/** {@code fsck} as the verifier's jar has it. */
public final class FsckCommand {
    private FsckCommand() {}

    /** @param args what follows the word {@code fsck} */
    public static ExitStatus run(PrintStream out, PrintStream err, List<String> args) {
        if (args.contains("--help") || args.contains("-h")) {
            out.print(FsckArguments.USAGE);
            return ExitStatus.VALID;
        }
        Fsck.Request request;
        try {
            request = FsckArguments.parse(args);
        } catch (UnusableException | ProofFormatException e) {
            err.print(e.getMessage() + "\n\n" + FsckArguments.USAGE);
            return ExitStatus.UNUSABLE;
        }
        return new Fsck(out, err).run(request);
    }
}
