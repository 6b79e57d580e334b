package io.crema.vision.augment;

import io.crema.core.tensor.Shape;

/** Distorts one image at a time, in place. Keeps work space: belongs to one thread at a time. */
final class Distorter {

  private final Draws draws;
  private final Crop crop;
  private final Warp warp;
  private final Strokes strokes;
  private final ColorJitter jitter;
  private final Levels levels;
  private final Erasing erasing;

  /**
   * @param shape of an image, {@code [H, W, C]}
   */
  Distorter(Augmentation augmentation, Shape shape) {
    int height = shape.dim(0);
    int width = shape.dim(1);
    int channels = shape.dim(2);
    draws = new Draws(augmentation);
    crop = new Crop(height, width, channels, augmentation.border());
    warp = new Warp(height, width, channels, augmentation.elasticSigma(), augmentation.border());
    strokes = new Strokes(height, width, channels, augmentation.border());
    jitter = new ColorJitter(shape.size(), channels);
    levels = new Levels(shape.size());
    erasing = new Erasing(height, width, channels, augmentation.fill());
  }

  /**
   * Distorts an image.
   *
   * @param image overwritten from {@code offset} on: {@code [H, W, C]} from 0 to 1, and so again
   * @param offset where the image starts
   * @param seed one seed gives one distortion
   */
  void distort(float[] image, int offset, long seed) {
    draws.start(seed);
    crop.apply(draws, image, offset);
    warp.apply(draws, image, offset);
    strokes.apply(draws, image, offset);
    jitter.apply(draws, image, offset);
    levels.apply(draws, image, offset);
    erasing.apply(draws, image, offset);
  }
}
