package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pixels of many images of one size, at most one byte each.
 *
 * <p>They are held in blocks of a few images rather than in one array: so a file whose length is
 * not known beforehand is read with a second copy of no more than a block, and never more is held
 * than it delivers.
 */
final class Pixels {

  /** The size of a block of more than one image before it is packed, at most. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final int imageBytes;
  private final int imagesPerBlock;
  private final List<PixelBlock> blocks = new ArrayList<>();

  private Pixels(int imageBytes) {
    this.imageBytes = imageBytes;
    this.imagesPerBlock = Math.max(1, BLOCK_BYTES / imageBytes);
  }

  /** {@return the images of a reader, which must be before its first value} */
  static Pixels read(IdxReader reader) throws IOException {
    Pixels pixels = new Pixels(reader.header().itemSize());
    byte[] block = reader.readBytes(Math.min(pixels.blockBytes(), reader.remaining()));
    pixels.add(block, block.length);
    while (reader.remaining() > 0) {
      int count = Math.min(block.length, reader.remaining());
      reader.readBytes(block, 0, count);
      pixels.add(block, count);
    }
    return pixels;
  }

  /** {@return a copy of the images in an array} */
  static Pixels copyOf(byte[] images, int imageBytes) {
    Pixels pixels = new Pixels(imageBytes);
    for (int start = 0; start < images.length; ) {
      int end = start + Math.min(pixels.blockBytes(), images.length - start);
      pixels.add(Arrays.copyOfRange(images, start, end), end - start);
      start = end;
    }
    return pixels;
  }

  private int blockBytes() {
    return imagesPerBlock * imageBytes;
  }

  private void add(byte[] block, int bytes) {
    blocks.add(PixelBlock.of(block, bytes / imageBytes, imageBytes));
  }

  /**
   * Reads one image as values.
   *
   * @param image its number
   * @param values the value of each of the 256 pixels; that of pixel 0 is 0. Not modified.
   * @param to overwritten from {@code offset} on by {@link #imageBytes()} values
   */
  void read(int image, float[] values, float[] to, int offset) {
    blocks.get(image / imagesPerBlock).read(image % imagesPerBlock, values, to, offset);
  }

  /**
   * Reads one image.
   *
   * @param image its number
   * @param to overwritten by {@link #imageBytes()} pixels
   */
  void read(int image, byte[] to) {
    blocks.get(image / imagesPerBlock).read(image % imagesPerBlock, to);
  }

  /** {@return the size of an image in bytes} */
  int imageBytes() {
    return imageBytes;
  }
}
