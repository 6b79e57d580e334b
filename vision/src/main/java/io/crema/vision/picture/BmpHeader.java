package io.crema.vision.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads the header of a BMP file and takes out of it what the decoder should not follow. */
final class BmpHeader {

  private static final int FILE_HEADER_BYTES = 14;

  /** The header of OS/2, which has nothing but the size and the depth. */
  private static final int CORE_BYTES = 12;

  private static final int INFO_BYTES = 40;
  private static final int V4_BYTES = 108;

  private static final int UNCOMPRESSED = 0;
  private static final int RUNS_OF_8_BITS = 1;
  private static final int RUNS_OF_4_BITS = 2;
  private static final int BIT_FIELDS = 3;

  private static final int SRGB = 0x7352_4742;

  /** The decoder copies what lies between header and pixels: usually a palette of 1 KiB. */
  private static final int MOST_PALETTE_BYTES = 1 << 20;

  /** The decoder copies runs before it decodes them. */
  private static final int MOST_RUN_BYTES = 10_000_000;

  private final PictureBytes bytes;
  private final int headerBytes;
  private final int width;
  private final int height;
  private final int depth;
  private final int compression;
  private final long offset;

  private BmpHeader(PictureBytes bytes) throws PictureException {
    this.bytes = bytes;
    headerBytes = bytes.littleIntAt(FILE_HEADER_BYTES);
    bytes.require(0, FILE_HEADER_BYTES + headerBytes);
    boolean core = headerBytes == CORE_BYTES;
    if (!core && headerBytes < INFO_BYTES) {
      throw bytes.corrupt("a header of %d bytes".formatted(headerBytes));
    }
    width = core ? bytes.littleShortAt(18) : bytes.littleIntAt(18);
    // Negative where the first row is the upper one.
    height = core ? bytes.littleShortAt(20) : Math.abs(bytes.littleIntAt(22));
    depth = bytes.littleShortAt(core ? 24 : 28);
    compression = core ? UNCOMPRESSED : bytes.littleIntAt(30);
    offset = bytes.littleIntAt(10) & 0xFFFF_FFFFL;
  }

  /** {@return what the header tells} */
  static PictureData parse(PictureBytes bytes) throws PictureException {
    BmpHeader header = new BmpHeader(bytes);
    bytes.requireSize(header.width, header.height);
    long workBytes = header.requirePixels();
    return new PictureData(
        header.width, header.height, header.stream(), Orientation.UPRIGHT, true, workBytes);
  }

  /** Refuses pixels that are not there, and returns what is copied of them. */
  private long requirePixels() throws PictureException {
    long palette = offset - FILE_HEADER_BYTES - headerBytes;
    if (palette < 0 || palette > MOST_PALETTE_BYTES) {
      throw bytes.corrupt("pixels from byte %s on".formatted(PictureBytes.grouped(offset)));
    }
    switch (compression) {
      case UNCOMPRESSED, BIT_FIELDS -> {
        long rowBits = (long) width * depth;
        bytes.require(offset, (rowBits + 31) / 32 * 4 * (height - 1) + (rowBits + 7) / 8);
        return 0;
      }
      case RUNS_OF_8_BITS, RUNS_OF_4_BITS -> {
        // Once in pieces and once in a whole.
        return 2 * requireRuns();
      }
      default ->
          throw bytes.refused(
              "expected a BMP of plain, run-length or bit-field pixels, found compression %d"
                  .formatted(compression));
    }
  }

  private long requireRuns() throws PictureException {
    long stated = bytes.littleIntAt(34) & 0xFFFF_FFFFL;
    long count = stated == 0 ? bytes.length() - offset : stated;
    bytes.require(offset, count);
    if (count > MOST_RUN_BYTES) {
      throw bytes.refused(
          "expected at most %s bytes of run-length pixels, found %s"
              .formatted(PictureBytes.grouped(MOST_RUN_BYTES), PictureBytes.grouped(count)));
    }
    return count;
  }

  /** {@return the file with a length that is right, and without profile and superfluous palette} */
  private ByteSlices stream() {
    int end = FILE_HEADER_BYTES + headerBytes;
    byte[] patched = Arrays.copyOf(bytes.array(), end);
    ByteBuffer fields = ByteBuffer.wrap(patched).order(ByteOrder.LITTLE_ENDIAN);
    fields.putInt(2, bytes.length());
    if (headerBytes >= INFO_BYTES) {
      fields.putInt(46, 0);
    }
    if (headerBytes >= V4_BYTES) {
      fields.putInt(70, SRGB);
    }
    ByteSlices stream = new ByteSlices();
    stream.append(patched);
    stream.append(bytes.array(), end, bytes.length());
    return stream;
  }
}
