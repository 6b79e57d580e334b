package io.crema.vision.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * The pixels of many images of one size in memory, at most one byte each.
 *
 * <p>They are held in blocks of a few images rather than in one array: so a file whose length is
 * not known beforehand is read with a second copy of no more than a block, and never more is held
 * than it delivers.
 */
final class PackedPixels implements Pixels {

  /** The size of a block of more than one image before it is packed, at most. */
  private static final int BLOCK_BYTES = 1 << 16;

  private static final byte[] NONE = {};

  private final int imageBytes;
  private final int imagesPerBlock;
  private final List<PixelBlock> blocks = new ArrayList<>();

  /** Images that are not packed yet. */
  private byte[] last = NONE;

  private int lastImages;

  PackedPixels(int imageBytes) {
    this.imageBytes = imageBytes;
    this.imagesPerBlock = Math.max(1, BLOCK_BYTES / imageBytes);
  }

  /**
   * Adds images.
   *
   * @param images {@code [count, imageBytes]}, perhaps with more after them. Not modified.
   * @param count how many
   */
  void add(byte[] images, int count) {
    if (last.length == 0) {
      last = new byte[imagesPerBlock * imageBytes];
    }
    for (int next = 0; next < count; ) {
      int taken = Math.min(count - next, imagesPerBlock - lastImages);
      System.arraycopy(
          images, next * imageBytes, last, lastImages * imageBytes, taken * imageBytes);
      next += taken;
      lastImages += taken;
      if (lastImages == imagesPerBlock) {
        pack();
      }
    }
  }

  /** Packs the last images; none may be added then. */
  void finish() {
    if (lastImages > 0) {
      pack();
    }
    last = NONE;
  }

  private void pack() {
    blocks.add(PixelBlock.of(last, lastImages, imageBytes));
    lastImages = 0;
  }

  @Override
  public int imageBytes() {
    return imageBytes;
  }

  @Override
  public void read(int image, float[] values, float[] to, int offset) {
    blocks.get(image / imagesPerBlock).read(image % imagesPerBlock, values, to, offset);
  }

  @Override
  public void read(int image, byte[] to) {
    blocks.get(image / imagesPerBlock).read(image % imagesPerBlock, to);
  }
}
