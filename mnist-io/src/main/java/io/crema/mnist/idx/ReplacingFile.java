package io.crema.mnist.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that appears at its path whole or not at all: written beside it under another name, forced
 * to disk, then moved. Closed without {@link #commit()}, it leaves nothing behind.
 */
final class ReplacingFile extends OutputStream {

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;

  /**
   * Creates the temporary file.
   *
   * @param target where the file shall appear, in place of one that may be there
   * @throws IOException if it cannot, which names {@code target} as all failures do
   */
  ReplacingFile(Path target) throws IOException {
    this.target = target;
    this.temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      this.channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /** {@return a failure that names the file asked for} A full disk names none. */
  private static IOException named(Path target, IOException e) {
    FileSystemException named;
    if (e instanceof NoSuchFileException) {
      named = new NoSuchFileException(target.toString(), null, "no such directory to write it in");
    } else if (e instanceof AccessDeniedException) {
      named =
          new AccessDeniedException(
              target.toString(), null, "no permission to write in its directory");
    } else {
      String told = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
      String reason = told != null ? told : e.getClass().getSimpleName();
      named = new FileSystemException(target.toString(), null, "cannot be written: " + reason);
    }
    named.initCause(e);
    return named;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, from.length);
    ByteBuffer bytes = ByteBuffer.wrap(from, offset, count);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /** Forces what was written to disk and moves it to its path. */
  void commit() throws IOException {
    try {
      channel.force(true);
      channel.close();
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /** Deletes the temporary file; there is none after {@link #commit()}. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
