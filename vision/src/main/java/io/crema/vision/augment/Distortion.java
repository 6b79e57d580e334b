package io.crema.vision.augment;

import java.util.Locale;

/**
 * One thing that an {@link Augmentation} does to an image, in the order in which they are done.
 * {@link #SHIFT} to {@link #ELASTIC} are one resampling.
 *
 * <p>What is drawn for one does not depend on the others. All channels of an image are moved alike.
 */
public enum Distortion {

  // The first number keys the random numbers: it stays.

  /** A mirror image, left for right: done where the value is 0.5 or more. */
  HORIZONTAL_FLIP(13, 0, 0, 1),
  /** A mirror image, upside down: done where the value is 0.5 or more. */
  VERTICAL_FLIP(14, 0, 0, 1),
  /**
   * A move by whole pixels, drawn for x and for y, all whole numbers of the range being equally
   * likely. It cuts a random part of the size of the image from the image with padding, which
   * {@link Augmentation#border} says: -4 to 4 is the usual crop with a padding of 4 pixels. Pixels
   * are copied, not interpolated.
   */
  CROP(15, 0, -256, 256),
  /** A move in pixels, drawn for x and for y. */
  SHIFT(0, 0, -14, 14),
  /** A turn about the middle of the image, clockwise, in degrees. */
  ROTATION(1, 0, -180, 180),
  /** A magnification about the middle, drawn for x and for y. */
  SCALE(2, 1, 0.25, 4),
  /** A slant: how far x moves for each pixel that y is below the middle. */
  SHEAR(3, 0, -1, 1),
  /** The share by which one edge is enlarged; drawn for x and for y. */
  PERSPECTIVE(4, 0, -0.25, 0.25),
  /**
   * The standard deviation, in pixels, of a smooth random displacement of each pixel (Simard,
   * Steinkraus and Platt 2003); {@link Augmentation#elasticSigma} says how smooth.
   */
  ELASTIC(5, 0, 0, 4),
  /**
   * How far each edge of a bright stroke moves outwards, in pixels, below 0 inwards; in each
   * channel by itself.
   */
  THICKNESS(6, 0, -1, 1),
  /** The standard deviation of a blur in pixels. */
  BLUR(7, 0, 0, 2),
  /**
   * A factor of each level's difference from the mean of all levels of the image: contrast that
   * keeps the brightness, for pictures. {@link #CONTRAST} keeps black as it is.
   */
  MEAN_CONTRAST(16, 1, 0, 4),
  /**
   * A factor of each level's difference from the brightness of its pixel (ITU-R BT.601): 0 leaves
   * grey. For inputs of three channels: red, green, blue.
   */
  SATURATION(17, 1, 0, 4),
  /**
   * A turn of all colors about the grey axis, in degrees: 120 takes red to green, green to blue and
   * blue to red. For inputs of three channels: red, green, blue.
   */
  HUE(18, 0, -180, 180),
  /** A factor of each channel, drawn for each. For inputs of three channels: red, green, blue. */
  CHANNEL_GAIN(19, 1, 0, 4),
  /** The exponent of the levels: above 1 darkens what is between black and white. */
  GAMMA(8, 1, 0.5, 2),
  /** A factor of the levels. */
  CONTRAST(9, 1, 0, 4),
  /** A number that is added to all levels. */
  BRIGHTNESS(10, 0, -1, 1),
  /** The standard deviation of what is added to each level by itself. */
  NOISE(11, 0, 0, 1),
  /**
   * The sides in pixels, drawn for x and for y and rounded, of a rectangle anywhere in the image
   * that {@link Augmentation#fill} replaces (Zhong et al. 2020).
   */
  ERASING(12, 0, 0, 28),
  /**
   * The side in pixels, rounded, of a square that {@link Augmentation#fill} replaces. Its center is
   * anywhere in the image, so a part of it may be outside (DeVries and Taylor 2017).
   */
  CUTOUT(20, 0, 0, 1024);

  private final int stream;
  private final float neutral;
  private final double lowest;
  private final double highest;

  Distortion(int stream, double neutral, double lowest, double highest) {
    this.stream = stream;
    this.neutral = (float) neutral;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** {@return the value that leaves an image as it is} */
  public double neutral() {
    return neutral;
  }

  /** {@return the lowest value allowed} */
  public double lowest() {
    return lowest;
  }

  /** {@return the highest value allowed} */
  public double highest() {
    return highest;
  }

  /** {@return whether it is for inputs of red, green and blue alone} */
  boolean needsColor() {
    return this == SATURATION || this == HUE || this == CHANNEL_GAIN;
  }

  /** {@return whether its values are whole numbers} */
  boolean isWhole() {
    return this == CROP;
  }

  /** {@return whether it is done or not, and there is no more or less of it} */
  boolean isFlip() {
    return this == HORIZONTAL_FLIP || this == VERTICAL_FLIP;
  }

  /** {@return which random numbers are its own, from 0 on} */
  int stream() {
    return stream;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
