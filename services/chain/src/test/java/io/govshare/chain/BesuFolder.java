package io.govshare.chain;

import io.govshare.proof.chain.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What {@code tools/besu/network} keeps of each node: its address, and in {@code mark} its process and when that was
 * started, so that a number given to another program is never signalled.
 */
record BesuFolder(Path path) {

    private static final int FIELDS_BEFORE_START_TIME = 19;

    /** The folder that the variable names. */
    static BesuFolder named() {
        String name = System.getenv(BesuNetwork.FOLDER);
        if (name == null || name.isBlank()) {
            throw new IllegalStateException(BesuNetwork.NO_FOLDER);
        }
        return new BesuFolder(Path.of(name));
    }

    Address address(int number) {
        return Address.parse(read(number, "address"));
    }

    void signal(String signal, int number) {
        String[] mark = read(number, "mark").split(" ", 2);
        if (mark.length != 2 || !mark[1].equals(started(mark[0]))) {
            throw missing(number, "does not run");
        }
        try {
            int status = new ProcessBuilder("kill", "-" + signal, mark[0])
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " of node " + number + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String read(int number, String file) {
        try {
            return Files.readString(path.resolve(Integer.toString(number)).resolve(file))
                    .strip();
        } catch (NoSuchFileException e) {
            throw missing(number, "has no file '" + file + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ticks from the machine's start to the process's, proc(5); empty when there is no such process. */
    private static String started(String process) {
        try {
            String stat = Files.readString(Path.of("/proc", process, "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[FIELDS_BEFORE_START_TIME];
        } catch (IOException e) {
            return "";
        }
    }

    private IllegalStateException missing(int number, String what) {
        return new IllegalStateException("node " + number + " of " + path + ", which " + BesuNetwork.FOLDER + " names, "
                + what + ": start it with 'tools/besu/network start " + path + ' ' + number + "'");
    }
}
