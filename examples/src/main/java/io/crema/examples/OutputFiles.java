package io.crema.examples;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Refuses, before the work, what could not be written after it; and writes it. */
final class OutputFiles {

  private OutputFiles() {}

  /**
   * Makes sure that a file can be written or replaced.
   *
   * @throws IOException if it cannot
   */
  static void requireWritable(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "expected a file, found a directory");
    }
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(file.toString(), null, "no such directory to write it in");
    }
    requireRoom(file, directory);
  }

  /**
   * Makes a directory where there is none, and sure that files can be written in it.
   *
   * @throws IOException if they cannot
   */
  static void requireDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    requireRoom(directory, directory);
  }

  /** Writes a file whole or not at all, in place of one that may be there. */
  static void replace(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(".crema." + UUID.randomUUID());
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** By trying: what the permissions say is not all that counts. */
  private static void requireRoom(Path what, Path directory) throws IOException {
    try {
      Files.delete(Files.createTempFile(directory, ".crema", ".tmp"));
    } catch (IOException e) {
      FileSystemException refused =
          new FileSystemException(what.toString(), null, "cannot be written: " + reason(e));
      refused.initCause(e);
      throw refused;
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.getClass().getSimpleName();
  }
}
