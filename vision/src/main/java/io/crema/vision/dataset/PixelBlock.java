package io.crema.vision.dataset;

import java.util.Arrays;

/** A few images of one size, one byte per pixel, without their zeros where that saves memory. */
final class PixelBlock {

  /*
   * A packed image is a bit mask of its pixels that are not zero, pixel 64 w + b in bit b of word
   * w, and these pixels in order. A block that would not become smaller is kept as it is. Four
   * fifths of the pixels of MNIST are zero: its 70,000 images take 18 MB in place of 55 MB.
   */

  private static final long[] NOT_PACKED = {};

  private final int imageBytes;

  /** {@code [images, words]}, or {@link #NOT_PACKED}. */
  private final long[] masks;

  /** The start of every image in {@link #bytes}. */
  private final int[] starts;

  private final byte[] bytes;

  private PixelBlock(int imageBytes, long[] masks, int[] starts, byte[] bytes) {
    this.imageBytes = imageBytes;
    this.masks = masks;
    this.starts = starts;
    this.bytes = bytes;
  }

  /**
   * Packs images.
   *
   * @param pixels {@code [images, imageBytes]}, perhaps with more after them. Not modified.
   * @param images the number of images, at least 1
   * @param imageBytes the size of an image in bytes
   */
  static PixelBlock of(byte[] pixels, int images, int imageBytes) {
    int size = images * imageBytes;
    int words = images * words(imageBytes);
    int zeros = countZeros(pixels, size);
    int[] starts = new int[images];
    if (zeros <= (long) words * Long.BYTES) {
      Arrays.setAll(starts, image -> image * imageBytes);
      return new PixelBlock(imageBytes, NOT_PACKED, starts, Arrays.copyOf(pixels, size));
    }
    PixelBlock block = new PixelBlock(imageBytes, new long[words], starts, new byte[size - zeros]);
    block.pack(pixels);
    return block;
  }

  private static int words(int imageBytes) {
    return (imageBytes - 1) / Long.SIZE + 1;
  }

  private static int countZeros(byte[] pixels, int size) {
    int zeros = 0;
    for (int i = 0; i < size; i++) {
      zeros += pixels[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private void pack(byte[] pixels) {
    int next = 0;
    for (int image = 0; image < starts.length; image++) {
      starts[image] = next;
      int firstWord = image * words(imageBytes);
      for (int i = 0; i < imageBytes; i++) {
        byte pixel = pixels[image * imageBytes + i];
        if (pixel != 0) {
          masks[firstWord + i / Long.SIZE] |= 1L << i % Long.SIZE;
          bytes[next++] = pixel;
        }
      }
    }
  }

  /**
   * Reads one image as values.
   *
   * @param image its position in the block
   * @param values the value of each of the 256 pixels; that of pixel 0 is 0. Not modified.
   * @param to overwritten from {@code offset} on by one image
   */
  void read(int image, float[] values, float[] to, int offset) {
    int next = starts[image];
    if (masks.length == 0) {
      for (int i = 0; i < imageBytes; i++) {
        to[offset + i] = values[bytes[next + i] & 0xFF];
      }
      return;
    }
    Arrays.fill(to, offset, offset + imageBytes, 0f);
    int words = words(imageBytes);
    for (int w = 0; w < words; w++) {
      int first = offset + w * Long.SIZE;
      for (long mask = masks[image * words + w]; mask != 0; mask &= mask - 1) {
        to[first + Long.numberOfTrailingZeros(mask)] = values[bytes[next++] & 0xFF];
      }
    }
  }

  /**
   * Reads one image as it was packed.
   *
   * @param image its position in the block
   * @param to {@code [imageBytes]}. Overwritten.
   */
  void read(int image, byte[] to) {
    int next = starts[image];
    if (masks.length == 0) {
      System.arraycopy(bytes, next, to, 0, imageBytes);
      return;
    }
    int words = words(imageBytes);
    for (int i = 0; i < imageBytes; i++) {
      boolean nonZero = (masks[image * words + i / Long.SIZE] >> i % Long.SIZE & 1) != 0;
      to[i] = nonZero ? bytes[next++] : 0;
    }
  }
}
