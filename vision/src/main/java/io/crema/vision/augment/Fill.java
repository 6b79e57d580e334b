package io.crema.vision.augment;

/**
 * What {@link Distortion#ERASING} and {@link Distortion#CUTOUT} put in place of an image's part.
 */
public enum Fill {
  /** Level 0 in every channel. */
  BLACK,
  /** The mean of each channel of the image. */
  MEAN
}
