package io.crema.examples.cli;

import io.crema.nn.train.DivergenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/** What went wrong, in one line for the person at the command line. */
final class Failure {

  private Failure() {}

  static String describe(Throwable failure) {
    return text(failure).replaceAll("\\s*\\R\\s*", " ");
  }

  private static String text(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      IOException cause = Objects.requireNonNull(unchecked.getCause());
      String what = unchecked.getMessage();
      return what == null || what.equals(cause.toString())
          ? text(cause)
          : what + ": " + text(cause);
    }
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + reason(file);
    }
    if (failure instanceof OutOfMemoryError) {
      return String.format(
          Locale.ROOT,
          "out of memory: Java may use %,d MB; give it more, such as java -Xmx4g",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    String message = failure.getMessage();
    boolean speaksForItself =
        failure instanceof IOException
            || failure instanceof IllegalArgumentException
            || failure instanceof IllegalStateException
            || failure instanceof DivergenceException;
    return speaksForItself && message != null ? message : failure.toString();
  }

  /** {@return in words what a failure says by its class alone} */
  static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already and is not a directory";
    }
    return failure.getClass().getSimpleName();
  }
}
