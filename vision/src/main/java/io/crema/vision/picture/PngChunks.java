package io.crema.vision.picture;

import java.util.zip.CRC32;

/** Walks over the chunks of a PNG file. */
final class PngChunks {

  /** A file at the limit of length has some 12,000 of the usual 8 KiB. */
  private static final int MOST_CHUNKS = 100_000;

  /** 256 colours. */
  private static final int MOST_PALETTE_BYTES = 768;

  private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";

  /** Length, type and checksum. */
  private static final int FRAME_BYTES = 12;

  private final PictureBytes bytes;
  private final ByteSlices stream = new ByteSlices();
  private final CRC32 crc = new CRC32();
  private int orientation = Orientation.UPRIGHT;
  private boolean pixelsSeen;

  private PngChunks(PictureBytes bytes) {
    this.bytes = bytes;
  }

  /** {@return what the chunks tell: header, palette, transparency, pixels and orientation} */
  static PictureData parse(PictureBytes bytes) throws PictureException {
    return new PngChunks(bytes).parse();
  }

  private PictureData parse() throws PictureException {
    bytes.require(0, SIGNATURE.length());
    if (!bytes.has(SIGNATURE, 0)) {
      throw bytes.corrupt("a damaged signature");
    }
    int at = SIGNATURE.length();
    int width = bytes.intAt(at + 8);
    int height = bytes.intAt(at + 12);
    if (!bytes.has("IHDR", at + 4) || bytes.intAt(at) != 13) {
      throw bytes.corrupt("no header");
    }
    bytes.requireSize(width, height);
    stream.append(bytes.array(), 0, at);
    walk(at);
    if (!pixelsSeen) {
      throw bytes.corrupt("no pixels");
    }
    boolean grey = (bytes.byteAt(at + 17) & 2) == 0;
    return new PictureData(width, height, stream, orientation, !grey);
  }

  private void walk(int start) throws PictureException {
    int at = start;
    for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
      int length = bytes.intAt(at);
      bytes.require(at, FRAME_BYTES + (length & 0xFFFF_FFFFL));
      visit(at, length);
      if (bytes.has("IEND", at + 4)) {
        return;
      }
      at += FRAME_BYTES + length;
    }
    throw bytes.corrupt("more than %s chunks".formatted(PictureBytes.grouped(MOST_CHUNKS)));
  }

  private void visit(int at, int length) throws PictureException {
    String type = type(at + 4);
    switch (type) {
      case "PLTE" -> {
        if (length == 0 || length > MOST_PALETTE_BYTES || length % 3 != 0) {
          throw bytes.corrupt("a palette of %s bytes".formatted(PictureBytes.grouped(length)));
        }
        keep(type, at, length);
      }
      case "IHDR", "tRNS", "IDAT", "IEND" -> keep(type, at, length);
      case "eXIf" -> orientation = Exif.orientation(bytes.array(), at + 8, at + 8 + length);
      default -> {
        // An upper-case letter says that the picture cannot be shown without knowing the chunk.
        if (!Character.isLowerCase(type.charAt(0))) {
          throw bytes.corrupt("an unknown chunk");
        }
      }
    }
  }

  private void keep(String type, int at, int length) throws PictureException {
    crc.reset();
    crc.update(bytes.array(), at + 4, length + 4);
    if ((int) crc.getValue() != bytes.intAt(at + 8 + length)) {
      throw bytes.corrupt("a wrong checksum in chunk " + type);
    }
    pixelsSeen |= type.equals("IDAT");
    stream.append(bytes.array(), at, at + FRAME_BYTES + length);
  }

  private String type(int at) throws PictureException {
    StringBuilder type = new StringBuilder(4);
    for (int i = 0; i < 4; i++) {
      type.append((char) bytes.byteAt(at + i));
    }
    return type.toString();
  }
}
