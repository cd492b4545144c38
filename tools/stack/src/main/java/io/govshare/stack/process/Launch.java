package io.govshare.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command with everything it may see.
 *
 * <p>Of the caller's environment only the few variables below pass through: a stray {@code SPRING_*} or
 * {@code JAVA_TOOL_OPTIONS} in somebody's shell must not change what the stack is.
 *
 * @param log where its output goes; the previous run's is kept beside it as {@code .previous}
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Path log) {

    /** Names the state directory in every child's environment, so that strays can be found. */
    public static final String STATE_VARIABLE = "GOVSHARE_STACK_STATE";

    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Starts the command in a session of its own: a Ctrl-C in the terminal then reaches the stack alone, which ends
     * its parts in order.
     */
    public Process start(Path state) throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // A fresh child leads no process group, so setsid execs the command under the same process number.
            line.add(SETSID.toString());
        }
        line.addAll(command);
        Files.createDirectories(log.getParent() == null ? Path.of(".") : log.getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> inherited = Map.copyOf(builder.environment());
        builder.environment().clear();
        for (String name : PASSED_ON) {
            String value = inherited.get(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        }
        builder.environment().putAll(environment);
        builder.environment().put(STATE_VARIABLE, state.toString());
        return builder.start();
    }
}
