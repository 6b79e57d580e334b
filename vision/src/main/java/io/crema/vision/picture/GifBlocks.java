package io.crema.vision.picture;

/** Walks over the blocks of a GIF file up to the end of its first frame. */
final class GifBlocks {

  /** Signature and logical screen. */
  private static final int HEADER_BYTES = 13;

  /** The extension that tells of a transparent colour. */
  private static final int GRAPHIC_CONTROL = 0xF9;

  private static final int GRAPHIC_CONTROL_BYTES = 8;

  private static final int FRAME_HEADER_BYTES = 10;

  private static final byte[] TRAILER = {0x3B};

  private final PictureBytes bytes;
  private final ByteSlices stream = new ByteSlices();

  private GifBlocks(PictureBytes bytes) {
    this.bytes = bytes;
  }

  /** {@return what the blocks tell of the first frame} */
  static PictureData parse(PictureBytes bytes) throws PictureException {
    return new GifBlocks(bytes).parse();
  }

  private PictureData parse() throws PictureException {
    if (!bytes.has("GIF87a", 0) && !bytes.has("GIF89a", 0)) {
      throw bytes.length() < 6 ? bytes.truncated() : bytes.corrupt("a damaged signature");
    }
    int at = HEADER_BYTES + tableBytes(10);
    bytes.require(0, at);
    stream.append(bytes.array(), 0, at);
    int control = -1;
    while (bytes.byteAt(at) == 0x21) {
      if (bytes.byteAt(at + 1) == GRAPHIC_CONTROL && bytes.byteAt(at + 2) == 4) {
        control = at;
      }
      at = endOfData(at + 2);
    }
    if (bytes.byteAt(at) != 0x2C) {
      throw bytes.corrupt("no frame");
    }
    return frame(at, control);
  }

  private PictureData frame(int at, int control) throws PictureException {
    int width = bytes.littleShortAt(at + 5);
    int height = bytes.littleShortAt(at + 7);
    bytes.requireSize(width, height);
    // A table of colours, then the size of the codes and the pixels.
    int end = endOfData(at + FRAME_HEADER_BYTES + tableBytes(at + 9) + 1);
    if (control >= 0) {
      stream.append(bytes.array(), control, control + GRAPHIC_CONTROL_BYTES);
    }
    stream.append(bytes.array(), at, end);
    stream.append(TRAILER);
    return new PictureData(width, height, stream, Orientation.UPRIGHT, true);
  }

  private int tableBytes(int flagsAt) throws PictureException {
    int flags = bytes.byteAt(flagsAt);
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  /** {@return the position behind data in pieces, the last of which is empty} */
  private int endOfData(int start) throws PictureException {
    int at = start;
    while (true) {
      int length = bytes.byteAt(at);
      at += 1 + length;
      if (length == 0) {
        return at;
      }
    }
  }
}
