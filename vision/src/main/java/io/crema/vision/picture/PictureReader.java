package io.crema.vision.picture;

import io.crema.core.tensor.Tensor;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Reads pictures (PNG, JPEG, GIF, BMP), in grey or in color.
 *
 * <p>Grey levels are the luma of ITU-R BT.601, with all the precision of the samples; grey samples
 * are taken as they are. Where the picture of a {@link GreyImage} is transparent, white shows
 * through a picture whose opaque part is dark on the whole, else black: the opposite of the ink. A
 * {@link Picture} has samples of 8 bits and a background that the {@link PicturePreparation} gives,
 * white by default. The orientation that a camera noted in the file is followed. Of a GIF the first
 * frame is read.
 *
 * <p>A picture longer than {@value #MAX_SIDE} pixels is reduced to that, or to the size of the
 * preparation, each level the mean of the area it stands for. Of those whose decoded samples would
 * take more than 24 MB only every second (to fourth) row and column is decoded. Reading takes less
 * than 64 MiB of heap, beside the bytes of the file, whatever the file holds; a progressive JPEG
 * takes up to 8 bytes a pixel outside it. What takes longer than 10 seconds to decode is refused.
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
    return read(file.toString(), readAll(file));
  }

  /**
   * {@return the picture in a file, in colour}
   *
   * <p>It is red, green and blue over white, no longer than {@value #MAX_SIDE} pixels.
   *
   * @param file the file, at most {@value #MAX_BYTES} bytes long
   * @throws PictureException if it is no picture, a broken one or one that is too large; the
   *     message names the file
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  public static Picture readColor(Path file) throws IOException {
    return readColor(file.toString(), readAll(file));
  }

  /**
   * {@return the picture in a file, in the size and colours of a preparation}
   *
   * @param file the file, at most {@value #MAX_BYTES} bytes long
   * @param preparation what the picture becomes
   * @throws PictureException if it is no picture, a broken one or one that is too large; the
   *     message names the file
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  public static Picture read(Path file, PicturePreparation preparation) throws IOException {
    return read(file.toString(), readAll(file), preparation);
  }

  /**
   * {@return the picture in a file as an input of a model, {@code [1, H, W, C]} from 0 to 1}
   *
   * @param file the file, at most {@value #MAX_BYTES} bytes long
   * @param preparation what the picture becomes
   * @throws PictureException if it is no picture, a broken one or one that is too large; the
   *     message names the file
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  public static Tensor readInput(Path file, PicturePreparation preparation) throws IOException {
    return read(file, preparation).toTensor();
  }

  /**
   * {@return what a picture file says of itself, without decoding its pixels}
   *
   * @param file the file, at most {@value #MAX_BYTES} bytes long
   * @throws PictureException if it is no picture, a broken one or one that is too large; the
   *     message names the file
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  public static PictureInfo readInfo(Path file) throws IOException {
    return decode(file.toString(), readAll(file), EncodedPicture::info);
  }

  private static byte[] readAll(Path file) throws IOException {
    String name = file.toString();
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw PictureFormat.unexpected(name, "a directory");
    }
    if (!attributes.isRegularFile()) {
      throw PictureFormat.unexpected(name, "a device");
    }
    requireLength(name, attributes.size());
    return readAll(file, (int) attributes.size());
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
    return decode(name, picture, encoded -> image(encoded.rows(ColorMode.GREY, 1), encoded.data()));
  }

  /**
   * {@return the picture in the bytes of a file, in colour}
   *
   * <p>It is red, green and blue over white, no longer than {@value #MAX_SIDE} pixels.
   *
   * @param name the name of the picture, for messages
   * @param picture the bytes, at most {@value #MAX_BYTES}. Not modified.
   * @throws PictureException if they are no picture, a broken one or one that is too large; the
   *     message begins with the name
   * @throws IOException if the JDK has no reader for the format
   */
  public static Picture readColor(String name, byte[] picture) throws IOException {
    return decode(name, picture, encoded -> Preparing.prepare(encoded, inColor(encoded.info())));
  }

  private static PicturePreparation inColor(PictureInfo info) {
    double scale = scale(info.width(), info.height());
    return PicturePreparation.of(
        scaled(info.height(), scale),
        scaled(info.width(), scale),
        ColorMode.RGB,
        ResizeMode.STRETCH);
  }

  /**
   * {@return the picture in the bytes of a file, in the size and colours of a preparation}
   *
   * @param name the name of the picture, for messages
   * @param picture the bytes, at most {@value #MAX_BYTES}. Not modified.
   * @param preparation what the picture becomes
   * @throws PictureException if they are no picture, a broken one or one that is too large; the
   *     message begins with the name
   * @throws IOException if the JDK has no reader for the format
   */
  public static Picture read(String name, byte[] picture, PicturePreparation preparation)
      throws IOException {
    return decode(name, picture, encoded -> Preparing.prepare(encoded, preparation));
  }

  /** What is made of a picture that was found in a file. */
  private interface Step<T> {
    T of(EncodedPicture encoded) throws IOException;
  }

  private static <T> T decode(String name, byte[] picture, Step<T> step) throws IOException {
    requireLength(name, picture.length);
    PictureBytes bytes = new PictureBytes(name, picture);
    try {
      return step.of(EncodedPicture.of(bytes));
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
    return image(PixelRows.of(picture, ColorMode.GREY), picture.getWidth(), picture.getHeight());
  }

  private static GreyImage image(PixelRows rows, PictureData data) {
    return Orientation.applied(data.orientation(), image(rows, data.width(), data.height()));
  }

  /** The rows are those of a picture of the given size, or only every so many of its pixels. */
  private static GreyImage image(PixelRows rows, int width, int height) {
    double scale = scale(width, height);
    return Flattening.flatten(rows, scaled(width, scale), scaled(height, scale));
  }

  private static double scale(int width, int height) {
    return Math.min(1.0, (double) MAX_SIDE / Math.max(width, height));
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
