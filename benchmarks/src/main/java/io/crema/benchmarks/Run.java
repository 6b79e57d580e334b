package io.crema.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A result file and, if {@link Suite} wrote it, what it was made with.
 *
 * @param file the result file
 * @param environment what stands beside it; empty if there is nothing
 * @param results in the order of the file
 */
record Run(Path file, Optional<Environment> environment, List<JmhResult> results) {

  /**
   * Reads a result file and the environment beside it.
   *
   * @param file the result file
   * @throws IOException if one of the two cannot be read or is malformed
   */
  static Run read(Path file) throws IOException {
    Path beside = Environment.fileFor(file);
    Optional<Environment> environment =
        Files.exists(beside) ? Optional.of(Environment.read(beside)) : Optional.empty();
    return new Run(file, environment, JmhResult.read(file));
  }
}
