package io.crema.vision.picture;

import java.nio.charset.StandardCharsets;

/** The formats that are read, and what else a file may turn out to be. */
enum PictureFormat {
  PNG,
  JPEG,
  GIF,
  BMP;

  private static final String EXPECTED = "expected a picture (PNG, JPEG, GIF, BMP), found ";

  private static final String CONVERT = "; convert it to PNG or JPEG";

  /** The bytes looked at to tell text from other data. */
  private static final int SAMPLE_BYTES = 512;

  /** The largest header a BMP is known to have is of 124 bytes. */
  private static final int LONGEST_BMP_HEADER = 255;

  /** {@return the format that the first bytes tell of} */
  static PictureFormat of(PictureBytes bytes) throws PictureException {
    if (bytes.has("\u0089PNG", 0)) {
      return PNG;
    }
    if (bytes.has("\u00FF\u00D8\u00FF", 0)) {
      return JPEG;
    }
    if (bytes.has("GIF8", 0)) {
      return GIF;
    }
    if (isBmp(bytes)) {
      return BMP;
    }
    throw unexpected(bytes.name(), found(bytes));
  }

  static PictureException unexpected(String name, String found) {
    return new PictureException(name, EXPECTED + found, null);
  }

  /** Text may begin as a BMP does, but then the length of the header is absurd. */
  private static boolean isBmp(PictureBytes bytes) throws PictureException {
    if (!bytes.has("BM", 0)) {
      return false;
    }
    int header = bytes.length() < 18 ? 0 : bytes.littleIntAt(14);
    return header >= 0 && header <= LONGEST_BMP_HEADER && !isText(bytes.array());
  }

  private static String found(PictureBytes bytes) {
    if (bytes.length() == 0) {
      return "an empty file";
    }
    if (bytes.has("II*\0", 0) || bytes.has("MM\0*", 0)) {
      return "a TIFF picture" + CONVERT;
    }
    if (bytes.has("RIFF", 0) && bytes.has("WEBP", 8)) {
      return "a WebP picture" + CONVERT;
    }
    if (bytes.has("ftyp", 4)) {
      return "an ISO media file (HEIC, AVIF, MP4)" + CONVERT;
    }
    if (bytes.has("%PDF", 0)) {
      return "a PDF document";
    }
    return isText(bytes.array()) ? "text" : "unknown data";
  }

  private static boolean isText(byte[] array) {
    String start =
        new String(array, 0, Math.min(array.length, SAMPLE_BYTES), StandardCharsets.UTF_8);
    // The sample may cut a character in two.
    int end = array.length > SAMPLE_BYTES ? start.length() - 3 : start.length();
    return start
        .substring(0, end)
        .codePoints()
        .noneMatch(c -> c == 0xFFFD || (Character.isISOControl(c) && !Character.isWhitespace(c)));
  }
}
