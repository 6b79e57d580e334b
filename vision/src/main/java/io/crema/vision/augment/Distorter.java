package io.crema.vision.augment;

/** Distorts one image at a time, in place. Keeps work space: belongs to one thread at a time. */
final class Distorter {

  private final Draws draws;
  private final Warp warp;
  private final Strokes strokes;
  private final Levels levels;

  Distorter(Augmentation augmentation, int height, int width) {
    draws = new Draws(augmentation);
    warp = new Warp(height, width, augmentation.elasticSigma());
    strokes = new Strokes(height, width);
    levels = new Levels(height, width);
  }

  /**
   * Distorts an image.
   *
   * @param image overwritten from {@code offset} on: {@code [H, W]} from 0 to 1, and so again
   * @param offset where the image begins
   * @param seed one seed gives one distortion
   */
  void distort(float[] image, int offset, long seed) {
    draws.start(seed);
    warp.apply(draws, image, offset);
    strokes.apply(draws, image, offset);
    levels.apply(draws, image, offset);
  }
}
