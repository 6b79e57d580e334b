package io.crema.nn.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The content of a checkpoint and where it was found.
 *
 * @param state the saved state
 * @param file the file that it was read from
 * @param damage why the newer file could not be read; empty if {@code file} is the newest
 */
public record SavedState(State state, Path file, Optional<IOException> damage) {}
