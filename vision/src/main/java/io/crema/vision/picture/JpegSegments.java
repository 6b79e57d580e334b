package io.crema.vision.picture;

import io.crema.vision.picture.JpegHeader.Colors;

/** Walks over the segments of a JPEG file up to the end of its picture. */
final class JpegSegments {

  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESERVED = 0xC8;
  private static final int ARITHMETIC_CONDITIONS = 0xCC;
  private static final int COMMENT = 0xFE;
  private static final int APP_0 = 0xE0;
  private static final int APP_1 = 0xE1;
  private static final int APP_14 = 0xEE;
  private static final int APP_15 = 0xEF;

  /** Extended metadata can have thousands, of up to 64 KiB each. */
  private static final int MOST_SEGMENTS = 10_000;

  /** Every scan after the first costs as much time as a picture of one. */
  private static final int MOST_SCANS = 100;

  /** 20 scans of the largest picture; the usual progressive picture has 10. */
  private static final long MOST_SCANNED_PIXELS = 20 * PictureReader.MAX_SOURCE_PIXELS;

  private static final String EXIF = "Exif\0\0";

  private final PictureBytes bytes;
  private final ByteSlices kept = new ByteSlices();
  private int at;
  private int width;
  private int height;
  private int components;
  private String componentIds = "";
  private int scans;
  private boolean jfif;
  private boolean adobe;
  private int adobeTransform;
  private int orientation = Orientation.UPRIGHT;
  private boolean exifSeen;

  JpegSegments(PictureBytes bytes) {
    this.bytes = bytes;
  }

  JpegHeader parse() throws PictureException {
    at = 2;
    int segments = 0;
    for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
      if (++segments > MOST_SEGMENTS) {
        throw bytes.corrupt("more than %s segments".formatted(PictureBytes.grouped(MOST_SEGMENTS)));
      }
      if (marker != START_OF_IMAGE && !isBare(marker)) {
        visit(marker);
      }
    }
    if (scans == 0) {
      throw bytes.corrupt("no pixels");
    }
    Colors colors = colors();
    PictureData data =
        new PictureData(width, height, stream(colors), orientation, colors != Colors.GREY);
    return new JpegHeader(data, colors, adobe);
  }

  /** Steps behind the next marker, over whatever is before it. */
  private int nextMarker() throws PictureException {
    while (true) {
      while (bytes.byteAt(at++) != 0xFF) {}
      while (bytes.byteAt(at) == 0xFF) {
        at++;
      }
      int marker = bytes.byteAt(at++);
      if (marker != 0) {
        return marker;
      }
    }
  }

  private static boolean isBare(int marker) {
    return marker == 1 || isRestart(marker);
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  private void visit(int marker) throws PictureException {
    int start = at - 2;
    int length = bytes.shortAt(at);
    if (length < 2) {
      throw bytes.corrupt("a segment of %d bytes".formatted(length));
    }
    bytes.require(at, length);
    at += length;
    if (marker >= APP_0 && marker <= APP_15) {
      application(marker, start + 4, at);
    } else if (marker != COMMENT) {
      if (isFrame(marker)) {
        frame(marker, start + 4);
      } else if (marker == START_OF_SCAN) {
        scan();
      }
      kept.append(bytes.array(), start, at);
    }
  }

  private void application(int marker, int from, int to) {
    if (marker == APP_0) {
      jfif |= bytes.has("JFIF\0", from);
    } else if (marker == APP_14 && to - from >= 12 && bytes.has("Adobe", from)) {
      adobe = true;
      adobeTransform = bytes.array()[from + 11] & 0xFF;
    } else if (marker == APP_1 && !exifSeen && bytes.has(EXIF, from)) {
      exifSeen = true;
      orientation = Exif.orientation(bytes.array(), from + EXIF.length(), to);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0
        && marker <= 0xCF
        && marker != HUFFMAN_TABLES
        && marker != RESERVED
        && marker != ARITHMETIC_CONDITIONS;
  }

  private void frame(int marker, int from) throws PictureException {
    if (marker > 0xC2 || bytes.byteAt(from) != 8) {
      throw bytes.refused(
          "expected a baseline or progressive JPEG of 8 bits, found type %d of %d bits"
              .formatted(marker - 0xC0, bytes.byteAt(from)));
    }
    if (width != 0) {
      throw bytes.corrupt("two headers");
    }
    height = bytes.shortAt(from + 1);
    width = bytes.shortAt(from + 3);
    bytes.requireSize(width, height);
    components = bytes.byteAt(from + 5);
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < components; i++) {
      ids.append((char) bytes.byteAt(from + 6 + 3 * i));
    }
    componentIds = ids.toString();
  }

  /** Steps over the pixels behind the header of a scan. */
  private void scan() throws PictureException {
    if (width == 0) {
      throw bytes.corrupt("pixels before the header");
    }
    scans++;
    if (scans > MOST_SCANS || (long) scans * width * height > MOST_SCANNED_PIXELS) {
      throw bytes.refused(
          "expected at most %d scans, found more"
              .formatted(Math.min(MOST_SCANS, MOST_SCANNED_PIXELS / ((long) width * height))));
    }
    byte[] array = bytes.array();
    while (at + 1 < array.length) {
      if (array[at] == (byte) 0xFF && endsScan(array[at + 1] & 0xFF)) {
        return;
      }
      at++;
    }
    throw bytes.truncated();
  }

  private static boolean endsScan(int afterFF) {
    return afterFF != 0 && afterFF != 0xFF && !isRestart(afterFF);
  }

  /** As libjpeg does it: JFIF means luma and chroma, else Adobe's word counts, else the ids. */
  private Colors colors() throws PictureException {
    return switch (components) {
      case 1 -> Colors.GREY;
      case 3 -> {
        boolean rgb = adobe ? adobeTransform == 0 : componentIds.equals("RGB");
        yield rgb && !jfif ? Colors.RGB : Colors.YCBCR;
      }
      case 4 -> adobe && adobeTransform == 2 ? Colors.YCCK : Colors.CMYK;
      default ->
          throw bytes.refused(
              "expected a JPEG of 1, 3 or 4 components, found %d".formatted(components));
    };
  }

  /**
   * {@return what was kept, behind an Adobe segment that makes the decoder agree on the colours}
   */
  private ByteSlices stream(Colors colors) {
    byte transform = (byte) (colors == Colors.YCBCR ? 1 : 0);
    ByteSlices stream = new ByteSlices();
    stream.append(new byte[] {(byte) 0xFF, (byte) START_OF_IMAGE});
    if (colors != Colors.GREY) {
      stream.append(
          new byte[] {
            (byte) 0xFF,
            (byte) APP_14,
            0,
            14,
            'A',
            'd',
            'o',
            'b',
            'e',
            0,
            100,
            0,
            0,
            0,
            0,
            transform
          });
    }
    stream.append(kept);
    stream.append(new byte[] {(byte) 0xFF, (byte) END_OF_IMAGE});
    return stream;
  }
}
