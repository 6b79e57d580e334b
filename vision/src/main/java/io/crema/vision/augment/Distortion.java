package io.crema.vision.augment;

import java.util.Locale;

/**
 * One thing that an {@link Augmentation} does to an image, in the order in which they are done. The
 * first six are one resampling.
 *
 * <p>What is drawn for one does not depend on the others.
 */
public enum Distortion {

  // The first number keys the random numbers: it stays.

  /** A move in pixels, drawn for x and for y. */
  SHIFT(0, 0, -14, 14),
  /** A turn about the middle of the image, clockwise, in degrees. */
  ROTATION(1, 0, -180, 180),
  /** A magnification about the middle, drawn for x and for y. */
  SCALE(2, 1, 0.25, 4),
  /** A slant: how far x moves for each pixel that y is below the middle. */
  SHEAR(3, 0, -1, 1),
  /** How much larger, as a share, what is at one edge becomes; drawn for x and for y. */
  PERSPECTIVE(4, 0, -0.25, 0.25),
  /**
   * The standard deviation, in pixels, of a smooth random displacement of each pixel (Simard,
   * Steinkraus and Platt 2003); {@link Augmentation#elasticSigma} says how smooth.
   */
  ELASTIC(5, 0, 0, 4),
  /** How far each edge of a stroke moves outwards, in pixels; below 0 inwards. */
  THICKNESS(6, 0, -1, 1),
  /** The standard deviation of a blur in pixels. */
  BLUR(7, 0, 0, 2),
  /** The exponent of the grey levels: above 1 darkens what is between black and white. */
  GAMMA(8, 1, 0.5, 2),
  /** A factor of the grey levels. */
  CONTRAST(9, 1, 0, 4),
  /** What is added to all grey levels. */
  BRIGHTNESS(10, 0, -1, 1),
  /** The standard deviation of what is added to each pixel by itself. */
  NOISE(11, 0, 0, 1),
  /**
   * The sides in pixels, drawn for x and for y and rounded, of a rectangle anywhere in the image
   * that becomes background (Zhong et al. 2020; DeVries and Taylor 2017).
   */
  ERASING(12, 0, 0, 28);

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

  /** {@return which random numbers are its own, from 0 on} */
  int stream() {
    return stream;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
