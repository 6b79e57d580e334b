package io.crema.mnist.idx;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The inflated bytes of a gzip file (RFC 1952) of one or more members.
 *
 * <p>Stricter than {@link java.util.zip.GZIPInputStream}, which passes over what follows the last
 * member, and which on older JDKs may take a member for the last because {@code available()} says
 * so. Errors name the place in the compressed file.
 */
final class GzipInput extends InputStream {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xE0;

  private final String name;
  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** The part of the buffer that is not used up, while the inflater has none of it. */
  private int next;

  private int limit;

  /** Bytes of the file that came before those in the buffer. */
  private long before;

  private boolean insideMember;

  /**
   * @param name the path of the file, for messages
   * @param in the compressed bytes; closed with this stream
   */
  GzipInput(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    while (insideMember || beginMember()) {
      int count = inflate(to, offset, length);
      if (count > 0) {
        checksum.update(to, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else {
        feedInflater();
      }
    }
    return -1;
  }

  private int inflate(byte[] to, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(to, offset, length);
      if (count == 0 && inflater.needsDictionary()) {
        throw wrong("compressed data without a preset dictionary", "a demand for one");
      }
      return count;
    } catch (DataFormatException e) {
      next = limit - inflater.getRemaining();
      IdxFormatException wrong =
          wrong("valid compressed data", "corrupt data (" + e.getMessage() + ")");
      wrong.initCause(e);
      throw wrong;
    }
  }

  private void feedInflater() throws IOException {
    next = limit;
    if (!fill()) {
      throw wrong("more compressed data", "the end of the file");
    }
    inflater.setInput(buffer, 0, limit);
  }

  /** Reads the header of a member; false at the end of the file. */
  private boolean beginMember() throws IOException {
    if (next == limit && !fill()) {
      return false;
    }
    requireByte(0x1F, "the end of the file or a gzip member (byte 0x1f)");
    requireByte(0x8B, "a gzip member (byte 0x8b)");
    requireByte(8, "compression method 0x08");
    int flags = nextByte();
    if ((flags & RESERVED_FLAGS) != 0) {
      next--;
      throw wrong("gzip flags below 0x20", "0x%02x".formatted(flags));
    }
    skip(6); // time, extra flags, operating system
    skipOptionalFields(flags);
    inflater.reset();
    inflater.setInput(buffer, next, limit - next);
    checksum.reset();
    insideMember = true;
    return true;
  }

  private void skipOptionalFields(int flags) throws IOException {
    if ((flags & FLAG_EXTRA) != 0) {
      skip((int) littleEndian(2));
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  /** Reads the trailer of a member and compares it with what was inflated. */
  private void endMember() throws IOException {
    next = limit - inflater.getRemaining();
    requireTrailer("a checksum (CRC-32)", checksum.getValue());
    requireTrailer("an inflated length", inflater.getBytesWritten() & 0xFFFF_FFFFL);
    insideMember = false;
  }

  private void requireTrailer(String what, long expected) throws IOException {
    long offset = position();
    long found = littleEndian(4);
    if (found != expected) {
      throw new IdxFormatException(
          name, offset, "%s of 0x%08x".formatted(what, expected), "0x%08x".formatted(found));
    }
  }

  private void requireByte(int expected, String what) throws IOException {
    int found = nextByte();
    if (found != expected) {
      next--;
      throw wrong(what, "0x%02x".formatted(found));
    }
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) nextByte() << (8 * i);
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nextByte();
    }
  }

  private void skipText() throws IOException {
    while (nextByte() != 0) {
      // up to and with the zero that ends it
    }
  }

  private int nextByte() throws IOException {
    if (next == limit && !fill()) {
      throw wrong("more of the gzip stream", "the end of the file");
    }
    return buffer[next++] & 0xFF;
  }

  /** Fills the used-up buffer anew; false at the end of the file. */
  private boolean fill() throws IOException {
    before += limit;
    next = 0;
    limit = in.readNBytes(buffer, 0, buffer.length);
    return limit > 0;
  }

  private long position() {
    return before + next;
  }

  private IdxFormatException wrong(String expected, String found) {
    return new IdxFormatException(name, position(), expected, found);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
