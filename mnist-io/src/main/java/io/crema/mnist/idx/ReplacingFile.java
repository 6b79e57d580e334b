package io.crema.mnist.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
   */
  ReplacingFile(Path target) throws IOException {
    this.target = target;
    this.temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    this.channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, from.length);
    ByteBuffer bytes = ByteBuffer.wrap(from, offset, count);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Forces what was written to disk and moves it to its path. */
  void commit() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
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
