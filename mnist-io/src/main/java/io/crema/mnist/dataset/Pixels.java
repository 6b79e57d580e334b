package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pixels of many images of one size, one byte each.
 *
 * <p>They are held in blocks of a few images rather than in one array: so a file whose length is
 * not known beforehand is read without a second copy, and never more is allocated than it delivers.
 */
final class Pixels {

  /** The size of a block of more than one image, at most. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final int imageBytes;
  private final int imagesPerBlock;
  private final List<byte[]> blocks = new ArrayList<>();

  private Pixels(int imageBytes) {
    this.imageBytes = imageBytes;
    this.imagesPerBlock = Math.max(1, BLOCK_BYTES / imageBytes);
  }

  /** {@return the images of a reader, which must be before its first value} */
  static Pixels read(IdxReader reader) throws IOException {
    Pixels pixels = new Pixels(reader.header().itemSize());
    while (reader.remaining() > 0) {
      pixels.blocks.add(
          reader.readBytes(
              Math.min(pixels.imagesPerBlock * pixels.imageBytes, reader.remaining())));
    }
    return pixels;
  }

  /** {@return a copy of the images in an array} */
  static Pixels copyOf(byte[] images, int imageBytes) {
    Pixels pixels = new Pixels(imageBytes);
    int blockBytes = pixels.imagesPerBlock * imageBytes;
    for (int start = 0; start < images.length; ) {
      int end = start + Math.min(blockBytes, images.length - start);
      pixels.blocks.add(Arrays.copyOfRange(images, start, end));
      start = end;
    }
    return pixels;
  }

  /** {@return the array that holds an image, from {@link #start} on} Not to be modified. */
  byte[] block(int image) {
    return blocks.get(image / imagesPerBlock);
  }

  /** {@return where an image begins in its {@link #block}} */
  int start(int image) {
    return image % imagesPerBlock * imageBytes;
  }

  /** {@return the size of an image in bytes} */
  int imageBytes() {
    return imageBytes;
  }
}
