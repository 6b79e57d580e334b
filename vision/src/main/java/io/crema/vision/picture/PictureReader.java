package io.crema.vision.picture;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads pictures (PNG, JPEG, GIF, BMP) as grey images.
 *
 * <p>The levels are the luma of ITU-R BT.601, with all the precision of the samples; grey samples
 * are taken as they are. Where the picture is transparent, white shows through a picture whose
 * opaque part is dark on the whole, else black: the opposite of the ink. The orientation that a
 * camera noted in the file is followed. Of a GIF the first frame is read.
 *
 * <p>A picture longer than {@value #MAX_SIDE} pixels is reduced to that, each level the mean of the
 * area it stands for. Of those whose decoded samples would take more than 24 MB only every second
 * (to fourth) row and column is decoded. Reading takes less than 64 MiB of heap, beside the bytes
 * of the file, whatever the file holds; a progressive JPEG takes up to 8 bytes a pixel outside it.
 * What takes longer than 10 seconds to decode is refused.
 *
 * <p>Nothing but the picture itself is read: no colour profile, no comment, no linked file.
 */
public final class PictureReader {

  /** The most pixels on a side of an image that was read: {@value}. */
  public static final int MAX_SIDE = 1_024;

  /** The most pixels on a side of a picture to be read: {@value}. */
  public static final int MAX_SOURCE_SIDE = 16_384;

  /** The most pixels of a picture to be read: {@value}. */
  public static final long MAX_SOURCE_PIXELS = 40_000_000;

  /** The most bytes of a file to be read: {@value}. */
  public static final int MAX_BYTES = 100_000_000;

  /** Larger reads would each leave a buffer of their size outside the heap. */
  private static final int PIECE_BYTES = 1 << 16;

  private PictureReader() {}

  /**
   * {@return the picture in a file}
   *
   * @param file the file, at most {@value #MAX_BYTES} bytes long
   * @throws PictureException if it is no picture, a broken one or one that is too large; the
   *     message names the file
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  public static GreyImage read(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw PictureFormat.unexpected(name, "a directory");
    }
    long length = Files.size(file);
    if (!Files.isRegularFile(file)) {
      throw PictureFormat.unexpected(name, "a device");
    }
    requireLength(name, length);
    return read(name, readAll(file, (int) length));
  }

  /** Of a file that grows meanwhile the rest is left out, of one that shrinks less is returned. */
  private static byte[] readAll(Path file, int length) throws IOException {
    byte[] array = new byte[length];
    int at = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      while (at < length && count >= 0) {
        at += count;
        count = in.read(array, at, Math.min(PIECE_BYTES, length - at));
      }
    }
    return at == length ? array : Arrays.copyOf(array, at);
  }

  /**
   * {@return the picture in the bytes of a file}
   *
   * @param name the name of the picture, for messages
   * @param picture the bytes, at most {@value #MAX_BYTES}. Not modified.
   * @throws PictureException if they are no picture, a broken one or one that is too large; the
   *     message begins with the name
   * @throws IOException if the JDK has no reader for the format
   */
  public static GreyImage read(String name, byte[] picture) throws IOException {
    requireLength(name, picture.length);
    PictureBytes bytes = new PictureBytes(name, picture);
    PictureFormat format = PictureFormat.of(bytes);
    try {
      return switch (format) {
        case JPEG -> {
          JpegHeader header = JpegHeader.parse(bytes);
          yield image(PictureDecoder.decode(header), header.data());
        }
        case PNG -> read(format, PngChunks.parse(bytes));
        case GIF -> read(format, GifBlocks.parse(bytes));
        case BMP -> read(format, BmpHeader.parse(bytes));
      };
    } catch (PictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the JDK's readers throw both on broken files
      throw bytes.corrupt(reason(e), e);
    }
  }

  /**
   * {@return the levels of a picture}
   *
   * @param picture of any colour model and size. Not modified.
   */
  public static GreyImage of(BufferedImage picture) {
    return image(PixelRows.of(picture), picture.getWidth(), picture.getHeight());
  }

  private static GreyImage read(PictureFormat format, PictureData data) throws IOException {
    return image(PictureDecoder.decode(format, data), data);
  }

  private static GreyImage image(PixelRows rows, PictureData data) {
    return Orientation.applied(data.orientation(), image(rows, data.width(), data.height()));
  }

  /** The rows are those of a picture of the given size, or only every so many of its pixels. */
  private static GreyImage image(PixelRows rows, int width, int height) {
    double scale = Math.min(1.0, (double) MAX_SIDE / Math.max(width, height));
    return Flattening.flatten(rows, scaled(width, scale), scaled(height, scale));
  }

  private static int scaled(int length, double scale) {
    return (int) Math.max(1, Math.round(length * scale));
  }

  private static void requireLength(String name, long length) throws PictureException {
    if (length > MAX_BYTES) {
      throw new PictureException(
          name,
          "expected at most %s bytes, found %s"
              .formatted(PictureBytes.grouped(MAX_BYTES), PictureBytes.grouped(length)),
          null);
    }
  }

  /** {@return what the innermost cause says} */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
