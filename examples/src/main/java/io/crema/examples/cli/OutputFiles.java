package io.crema.examples.cli;

import io.crema.core.file.ReplacingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses, before the work, what could not be written after it; and writes it. */
final class OutputFiles {

  private OutputFiles() {}

  /**
   * Makes sure that a file can be written or replaced.
   *
   * @throws IOException if it cannot
   */
  static void requireWritable(Path file) throws IOException {
    // By trying: what the permissions say is not all that counts.
    ReplacingFile.open(file).close();
  }

  /**
   * Makes a directory where there is none, and sure that files can be written in it.
   *
   * @throws IOException if they cannot
   */
  static void requireDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      Files.delete(Files.createTempFile(directory, ".crema", ".tmp"));
    } catch (IOException e) {
      throw cannotBeWritten(directory, e);
    }
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
    List<ReplacingFile> files = new ArrayList<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        ReplacingFile file = ReplacingFile.open(content.getKey());
        files.add(file);
        file.write(ByteBuffer.wrap(content.getValue()));
      }
      for (ReplacingFile file : files) {
        file.commit();
      }
    } finally {
      for (ReplacingFile file : files) {
        file.close();
      }
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
