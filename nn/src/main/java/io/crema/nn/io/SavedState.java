package io.crema.nn.io;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint held.
 *
 * @param state all of it
 * @param file where it was
 * @param damage why the newer file was passed over; null if it was this one
 */
public record SavedState(State state, Path file, @Nullable IOException damage) {}
