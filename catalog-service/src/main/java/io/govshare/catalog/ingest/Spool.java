package io.govshare.catalog.ingest;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A body on the disk while it is dealt with. The file has no name from the beginning: however the service ends, nothing of
 * what was sent is left behind.
 */
final class Spool implements AutoCloseable {

    private final FileChannel channel;

    private Spool(FileChannel channel) {
        this.channel = channel;
    }

    static Spool open() throws IOException {
        Path file = Files.createTempFile("govshare-ingest-", ".spool");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Files.delete(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Spool(channel);
    }

    /** Writes from the beginning, unbuffered; closing it leaves the spool open. */
    OutputStream write() throws IOException {
        channel.truncate(0);
        return new FilterOutputStream(Channels.newOutputStream(channel)) {

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    /** Reads from the beginning; closing it leaves the spool open. */
    InputStream read() throws IOException {
        channel.position(0);
        return new FilterInputStream(Channels.newInputStream(channel)) {

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
