package io.crema.examples;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
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
    requireNoDirectory(file);
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
    replaceAll(Map.of(file, content));
  }

  /** Writes files by their names in a directory, as {@link #replaceAll(Map)} does. */
  static void replaceAll(Path directory, Map<String, byte[]> contents) throws IOException {
    Map<Path, byte[]> files = new LinkedHashMap<>();
    contents.forEach((name, content) -> files.put(directory.resolve(name), content));
    replaceAll(files);
  }

  /**
   * Writes files whole, in place of those that may be there: all of them, or none if one has no
   * room. Nothing else stays.
   */
  static void replaceAll(Map<Path, byte[]> contents) throws IOException {
    Map<Path, Path> temporaries = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        Path file = content.getKey();
        requireNoDirectory(file); // a move would replace an empty one
        Path temporary = file.resolveSibling(".crema." + UUID.randomUUID());
        temporaries.put(temporary, file);
        write(file, temporary, content.getValue());
      }
      for (Map.Entry<Path, Path> temporary : temporaries.entrySet()) {
        Files.move(
            temporary.getKey(),
            temporary.getValue(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path temporary : temporaries.keySet()) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static void write(Path file, Path temporary, byte[] content) throws IOException {
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw cannotBeWritten(file, e);
    }
  }

  private static void requireNoDirectory(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "expected a file, found a directory");
    }
  }

  /** By trying: what the permissions say is not all that counts. */
  private static void requireRoom(Path what, Path directory) throws IOException {
    try {
      Files.delete(Files.createTempFile(directory, ".crema", ".tmp"));
    } catch (IOException e) {
      throw cannotBeWritten(what, e);
    }
  }

  /** {@return a failure that names what was asked for} A full disk names nothing. */
  private static FileSystemException cannotBeWritten(Path what, IOException e) {
    FileSystemException refused =
        new FileSystemException(what.toString(), null, "cannot be written: " + reason(e));
    refused.initCause(e);
    return refused;
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException file) {
      return file.getReason() != null ? file.getReason() : Failure.reason(file);
    }
    return e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
  }
}
