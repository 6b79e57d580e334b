package io.crema.nn.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file so that it appears at its path whole or not at all: beside it under another name,
 * forced to disk, then moved; and the move is forced to disk too.
 */
public final class ReplacingFile {

  private ReplacingFile() {}

  /** What a file shall contain. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all of it.
     *
     * @param channel where to
     * @throws IOException if that fails
     */
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
   * @param content what it shall contain
   * @throws IOException if that fails, as for want of room; the message names {@code target}
   */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, Files::move);
  }

  /**
   * Writes a file and keeps the one that was there under another name. If writing fails, both stay
   * as they were; if moving fails, one of them is whole under one of the names.
   *
   * @param target where the file shall appear
   * @param previous where one that is there goes, in place of one that may be there
   * @param content what it shall contain
   * @throws IOException if that fails, as for want of room; the message names {@code target}
   */
  public static void write(Path target, Path previous, Content content) throws IOException {
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
    } catch (IOException e) {
      delete(temporary, e);
      throw named(target, temporary, e);
    } catch (RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
  }

  /**
   * Writes all bytes that a buffer has left: a channel may take fewer at a time.
   *
   * @param channel where to
   * @param bytes with nothing left afterwards
   * @throws IOException if that fails
   */
  public static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** {@return a failure that names the file asked for} A full disk names none. */
  private static IOException named(Path target, Path temporary, IOException e) {
    boolean ofTemporary =
        e instanceof FileSystemException failure && temporary.toString().equals(failure.getFile());
    if (e.getMessage() == null || (e instanceof FileSystemException && !ofTemporary)) {
      return e;
    }
    FileSystemException named = named(target.toString(), e);
    named.initCause(e);
    return named;
  }

  private static FileSystemException named(String target, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new NoSuchFileException(target, null, "no such directory to write it in");
    }
    if (e instanceof AccessDeniedException) {
      return new AccessDeniedException(target, null, "no permission to write in its directory");
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return new FileSystemException(target, null, "cannot be written: " + reason);
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
      move.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
