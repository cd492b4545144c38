package io.govshare.stack.demo;

import io.govshare.stack.client.Platform;
import java.nio.file.Path;

/**
 * Where the story takes place.
 *
 * @param samples what is published
 * @param keepsakes folder for the receipts and the trust file, so that anyone can verify them afterwards
 * @param stores the databases, for those who tamper with them
 */
public record Setting(Platform platform, Samples samples, Path keepsakes, Stores stores) {}
