package io.crema.nn.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file so that it appears at its path whole or not at all: beside it under another name,
 * forced to disk, then moved; and the move is forced to disk too.
 */
final class ReplacingFile {

  private ReplacingFile() {}

  /** What a file shall contain. */
  interface Content {

    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /** {@link Files#move}. */
  interface Move {

    void move(Path from, Path to, CopyOption... options) throws IOException;
  }

  /**
   * Writes a file. If that fails, a file that was there stays, and nothing else.
   *
   * @param target where the file shall appear, in place of one that may be there
   */
  static void write(Path target, Content content) throws IOException {
    write(target, content, Files::move);
  }

  /**
   * Writes a file and keeps the one that was there under another name. If writing fails, both stay
   * as they were; if moving fails, one of them is whole under one of the names.
   *
   * @param target where the file shall appear
   * @param previous where one that is there goes, in place of one that may be there
   */
  static void write(Path target, Path previous, Content content) throws IOException {
    write(
        target,
        content,
        (from, to, options) -> {
          if (Files.exists(to)) {
            Files.move(to, previous, options);
          }
          Files.move(from, to, options);
        });
  }

  static void write(Path target, Content content, Move move) throws IOException {
    // A move may replace a directory, if it is empty.
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "Expected a file, found a directory");
    }
    Path temporary = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      create(temporary, content);
      replace(temporary, target, move);
      force(target.toAbsolutePath().getParent());
    } catch (IOException | RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
  }

  private static void create(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  private static void replace(Path temporary, Path target, Move move) throws IOException {
    try {
      move.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      move.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the move last through a power cut, where the file system can. */
  private static void force(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories. The file is whole, moved or not.
    }
  }

  private static void delete(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
