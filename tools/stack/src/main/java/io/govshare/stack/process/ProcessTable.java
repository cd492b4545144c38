package io.govshare.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operating system tells about other processes. */
public final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    private ProcessTable() {}

    /**
     * The processes started for a state directory, recognised by their environment: finds what was started in the
     * moment before it could be recorded. Linux only; elsewhere the records have to do.
     */
    public static List<ProcessMark> startedFor(Path state) {
        String wanted = "\0" + Launch.STATE_VARIABLE + "=" + state + "\0";
        return numbers().stream()
                .filter(pid -> environment(pid).contains(wanted))
                .flatMap(pid -> ProcessMark.of(pid).stream())
                .toList();
    }

    /**
     * Resident memory of a process and its descendants in bytes; pages shared between processes are divided among
     * them where the kernel tells, since PostgreSQL's sessions would otherwise count their common buffers each.
     */
    public static Optional<Long> residentBytes(ProcessMark mark) {
        if (!Files.isDirectory(PROC.resolve("self")) || !mark.alive()) {
            return Optional.empty();
        }
        return Optional.of(Stream.concat(Stream.of(mark), mark.descendants().stream())
                .mapToLong(one -> kilobytes(one.pid()) * 1024)
                .sum());
    }

    private static long kilobytes(long pid) {
        return figure(PROC.resolve(pid + "/smaps_rollup"), PSS)
                .or(() -> figure(PROC.resolve(pid + "/status"), RSS))
                .orElse(0L);
    }

    private static Optional<Long> figure(Path file, Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
        } catch (IOException notAllowedOrGone) {
            return Optional.empty();
        }
    }

    private static List<Long> numbers() {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
                    .map(Long::parseLong)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String environment(long pid) {
        try {
            return "\0" + new String(Files.readAllBytes(PROC.resolve(pid + "/environ")), StandardCharsets.UTF_8);
        } catch (IOException notAllowedOrGone) {
            return "";
        }
    }
}
