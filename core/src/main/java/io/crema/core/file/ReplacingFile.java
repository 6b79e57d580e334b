package io.crema.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
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
 * A file that appears at its path whole or not at all: written beside it under another name, forced
 * to disk, then moved; and the move is forced to disk too. Closed without {@link #commit()}, it
 * leaves a file that was there, and nothing else.
 *
 * <pre>{@code
 * try (ReplacingFile file = ReplacingFile.open(path)) {
 *   file.write(bytes);
 *   file.commit();
 * }
 * }</pre>
 *
 * <p>What fails, as for want of room, names the path that was asked for.
 */
public final class ReplacingFile implements WritableByteChannel {

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;

  private ReplacingFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /** {@link Files#move}. */
  interface Move {

    void move(Path from, Path to, CopyOption... options) throws IOException;
  }

  /**
   * Begins a file.
   *
   * @param target where it shall appear, in place of one that may be there
   * @return the file, empty
   * @throws IOException if there is a directory or a device at that path, or no file can be made
   *     beside it
   */
  public static ReplacingFile open(Path target) throws IOException {
    // A move may replace a directory, if it is empty.
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "expected a file, found a directory");
    }
    // So may it a device, such as /dev/null, if the user is root.
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(target.toString(), null, "expected a file, found a device");
    }
    Path temporary = target.resolveSibling(".crema." + UUID.randomUUID());
    try {
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new ReplacingFile(target, temporary, channel);
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /** {@return a failure that names the file asked for} A full disk names none. */
  private static IOException named(Path target, IOException e) {
    if (e instanceof ClosedChannelException) {
      return e; // the program's doing, not the disk's
    }
    Path directory = target.toAbsolutePath().getParent();
    boolean nowhere = directory != null && !Files.isDirectory(directory);
    FileSystemException named =
        nowhere
            ? new NoSuchFileException(target.toString(), null, "no such directory to write it in")
            : new FileSystemException(target.toString(), null, "cannot be written: " + reason(e));
    named.initCause(e);
    return named;
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission in its directory";
    }
    if (e instanceof NoSuchFileException) {
      return "no file can be made in its directory"; // as in /proc
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason != null ? reason : e.getClass().getSimpleName();
  }

  /**
   * Writes bytes behind those before.
   *
   * @param bytes with nothing left afterwards
   * @return how many there were
   * @throws IOException if they cannot be written, as for want of room
   */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw named(target, e);
    }
    return count;
  }

  /**
   * Lets the file appear at its path.
   *
   * @throws IOException if it cannot be forced to disk or moved; a file that was there stays
   */
  public void commit() throws IOException {
    commit(Files::move);
  }

  /**
   * Lets the file appear at its path, and keeps the one that was there under another name. If
   * moving fails, one of them is whole under one of the names.
   *
   * @param previous where one that is there goes, in place of one that may be there
   * @throws IOException if the file cannot be forced to disk or moved
   */
  public void commitKeeping(Path previous) throws IOException {
    commit(
        (from, to, options) -> {
          if (Files.exists(to)) {
            Files.move(to, previous, options);
          }
          Files.move(from, to, options);
        });
  }

  void commit(Move move) throws IOException {
    try {
      channel.force(true);
      channel.close();
      replace(move);
    } catch (IOException e) {
      throw named(target, e);
    }
    force(target.toAbsolutePath().getParent());
  }

  private void replace(Move move) throws IOException {
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

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * Deletes what was written, unless it was committed. Has no effect the second time.
   *
   * @throws IOException if it cannot be deleted
   */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
