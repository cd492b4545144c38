package io.govshare.stack.demo;

import io.govshare.stack.StackOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the story is to be told.
 *
 * @param exit whether everything is ended afterwards
 * @param json where the figures are written as well
 * @param data a directory of full original files to use instead of the samples
 */
public record DemoOptions(StackOptions stack, boolean exit, Optional<Path> json, Optional<Path> data) {}
