package io.govshare.catalog.record;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where published files are kept, encrypted.
 *
 * @param path folder, created when absent
 * @param maxSize largest file; each read goes over it twice
 */
@ConfigurationProperties("govshare.catalog.files")
public record FilesProperties(
        Path path, @DefaultValue("64MB") DataSize maxSize) {

    public FilesProperties {
        if (path == null) {
            throw new IllegalArgumentException("govshare.catalog.files.path is needed");
        }
    }
}
