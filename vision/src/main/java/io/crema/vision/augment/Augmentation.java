package io.crema.vision.augment;

import io.crema.vision.raster.Border;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How much images are distorted in training. Immutable.
 *
 * <pre>{@code
 * Augmentation mild =
 *     Augmentation.NONE
 *         .with(Distortion.ROTATION, 1, -10, 10)
 *         .with(Distortion.NOISE, 0.5, 0, 0.1);
 * LabelledSamples train = Augmented.of(images, mild);
 * }</pre>
 *
 * @param ranges what is drawn from which range; what is not in it is not done
 * @param elasticSigma how smooth {@link Distortion#ELASTIC} is: the standard deviation in pixels of
 *     the Gaussian that smooths it, from {@value #MIN_SIGMA} to {@value #MAX_SIGMA}
 * @param border what moves in from beyond the edges, and what {@link Distortion#BLUR} and {@link
 *     Distortion#THICKNESS} see there
 * @param fill what {@link Distortion#ERASING} and {@link Distortion#CUTOUT} put in place of a part
 */
public record Augmentation(
    Map<Distortion, Range> ranges, double elasticSigma, Border border, Fill fill) {

  /** The smallest {@code elasticSigma}: {@value}. */
  public static final double MIN_SIGMA = 1;

  /** The largest {@code elasticSigma}: {@value}. */
  public static final double MAX_SIGMA = 32;

  /** Default of {@code elasticSigma}, that of Simard et al.: {@value}. */
  public static final double ELASTIC_SIGMA = 4;

  /**
   * Nothing, with the defaults to start from: {@link #ELASTIC_SIGMA}, {@link Border#BLACK} and
   * {@link Fill#BLACK}, as is right for digits, whose background is black.
   */
  public static final Augmentation NONE =
      new Augmentation(Map.of(), ELASTIC_SIGMA, Border.BLACK, Fill.BLACK);

  /** Moved and turned a little, for a training of few epochs. */
  public static final Augmentation LIGHT =
      NONE.with(Distortion.SHIFT, 1, -1, 1)
          .with(Distortion.ROTATION, 1, -8, 8)
          .with(Distortion.SCALE, 1, 0.94, 1.06);

  /** As other hands would write, for the highest accuracy on MNIST. */
  public static final Augmentation DIGITS =
      NONE.with(Distortion.SHIFT, 1, -1.5, 1.5)
          .with(Distortion.ROTATION, 1, -12, 12)
          .with(Distortion.SCALE, 1, 0.87, 1.13)
          .with(Distortion.SHEAR, 1, -0.15, 0.15)
          .with(Distortion.ELASTIC, 1, 0, 0.8)
          .with(Distortion.THICKNESS, 0.5, -0.3, 0.4);

  /**
   * The same, moved and turned farther, and what pens, cameras and light do, for pictures: for a
   * training of many epochs.
   */
  public static final Augmentation ROBUST =
      DIGITS
          .with(Distortion.SHIFT, 1, -2.5, 2.5)
          .with(Distortion.ROTATION, 1, -16, 16)
          .with(Distortion.PERSPECTIVE, 0.25, -0.12, 0.12)
          .with(Distortion.THICKNESS, 0.5, -0.4, 0.8)
          .with(Distortion.BLUR, 0.25, 0, 0.8)
          .with(Distortion.GAMMA, 0.25, 0.6, 1.5)
          .with(Distortion.CONTRAST, 0.25, 0.7, 1.2)
          .with(Distortion.NOISE, 0.25, 0, 0.1)
          .with(Distortion.ERASING, 0.1, 1, 4);

  /**
   * Natural pictures of any number of channels, and of 32 pixels a side or some more: moved by up
   * to four pixels, brighter or darker, with more or less contrast. Beyond an edge the picture is
   * reflected. Nothing is flipped, as a mirror image may be of another class: letters, arrows, left
   * and right hands.
   */
  public static final Augmentation PICTURES =
      NONE.withBorder(Border.REFLECT)
          .withFill(Fill.MEAN)
          .with(Distortion.CROP, 1, -4, 4)
          .with(Distortion.MEAN_CONTRAST, 0.5, 0.7, 1.4)
          .with(Distortion.BRIGHTNESS, 0.5, -0.12, 0.12);

  /**
   * The same for red, green and blue, with more or less color down to grey, and a tint of the
   * light. So a network does not know a picture by its colors alone.
   */
  public static final Augmentation COLOR_PICTURES =
      PICTURES
          .with(Distortion.SATURATION, 0.5, 0, 1.5)
          .with(Distortion.CHANNEL_GAIN, 0.5, 0.85, 1.18);

  /** The same, and half of them flipped left to right, for classes that are alike in a mirror. */
  public static final Augmentation MIRRORED_PICTURES =
      COLOR_PICTURES.with(Distortion.HORIZONTAL_FLIP, 0.5);

  /**
   * What one distortion is drawn from, all values of the range being equally likely.
   *
   * @param probability that an image is distorted so, from 0 to 1
   * @param low the lowest value
   * @param high the highest value
   */
  public record Range(double probability, double low, double high) {

    /**
     * Creates a range.
     *
     * @param probability that an image is distorted so, from 0 to 1
     * @param low the lowest value
     * @param high the highest value
     * @throws IllegalArgumentException if the probability is not from 0 to 1, or low is not at most
     *     high
     */
    public Range {
      require("probability", 0, 1, probability);
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "range: expected low <= high, got %s and %s".formatted(low, high));
      }
    }

    @Override
    public String toString() {
      String share = probability == 1 ? "" : " (probability %s)".formatted(probability);
      return low == high ? low + share : "%s to %s%s".formatted(low, high, share);
    }
  }

  /**
   * Creates an augmentation.
   *
   * @param ranges what is drawn from which range
   * @param elasticSigma from {@value #MIN_SIGMA} to {@value #MAX_SIGMA}
   * @param border what is beyond the edges
   * @param fill what replaces a part
   * @throws IllegalArgumentException if a value is out of range, or not whole where {@link
   *     Distortion#CROP} needs whole pixels
   */
  public Augmentation {
    require("elasticSigma", MIN_SIGMA, MAX_SIGMA, elasticSigma);
    EnumMap<Distortion, Range> copy = new EnumMap<>(Distortion.class);
    copy.putAll(ranges);
    copy.forEach(
        (distortion, range) -> {
          require(distortion.toString(), distortion.lowest(), distortion.highest(), range.low());
          require(distortion.toString(), distortion.lowest(), distortion.highest(), range.high());
          requireWhole(distortion, range);
        });
    ranges = Collections.unmodifiableMap(copy);
  }

  private static void require(String what, double low, double high, double value) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, got %s".formatted(what, low, high, value));
    }
  }

  private static void requireWhole(Distortion distortion, Range range) {
    boolean whole =
        Math.rint(range.low()) == range.low() && Math.rint(range.high()) == range.high();
    if (distortion.isWhole() && !whole) {
      throw new IllegalArgumentException(
          "%s: expected whole numbers, got %s and %s"
              .formatted(distortion, range.low(), range.high()));
    }
  }

  /**
   * {@return this with a flip}
   *
   * @param flip {@link Distortion#HORIZONTAL_FLIP} or {@link Distortion#VERTICAL_FLIP}
   * @param probability that an image is flipped so, from 0 to 1
   * @throws IllegalArgumentException if it is another distortion, or the probability is out of
   *     range
   */
  public Augmentation with(Distortion flip, double probability) {
    if (!flip.isFlip()) {
      throw new IllegalArgumentException(
          "%s: expected a range, too; a probability alone is for flips".formatted(flip));
    }
    return with(flip, probability, flip.highest(), flip.highest());
  }

  /**
   * {@return this with another range of a distortion}
   *
   * @param distortion what is done
   * @param probability that an image is distorted so, from 0 to 1
   * @param low the lowest value, not below {@link Distortion#lowest}
   * @param high the highest value, not above {@link Distortion#highest}
   * @throws IllegalArgumentException if a number is out of range
   */
  public Augmentation with(Distortion distortion, double probability, double low, double high) {
    EnumMap<Distortion, Range> more = new EnumMap<>(Distortion.class);
    more.putAll(ranges);
    more.put(distortion, new Range(probability, low, high));
    return new Augmentation(more, elasticSigma, border, fill);
  }

  /**
   * {@return this without a distortion}
   *
   * @param distortion what is not done any more
   */
  public Augmentation without(Distortion distortion) {
    EnumMap<Distortion, Range> fewer = new EnumMap<>(Distortion.class);
    fewer.putAll(ranges);
    fewer.remove(distortion);
    return new Augmentation(fewer, elasticSigma, border, fill);
  }

  /**
   * {@return this with another smoothness of {@link Distortion#ELASTIC}}
   *
   * @param sigma from {@value #MIN_SIGMA} to {@value #MAX_SIGMA}
   * @throws IllegalArgumentException if it is out of range
   */
  public Augmentation withElasticSigma(double sigma) {
    return new Augmentation(ranges, sigma, border, fill);
  }

  /**
   * {@return this with another border}
   *
   * @param other what is beyond the edges
   */
  public Augmentation withBorder(Border other) {
    return new Augmentation(ranges, elasticSigma, other, fill);
  }

  /**
   * {@return this with another fill}
   *
   * @param other what replaces a part
   */
  public Augmentation withFill(Fill other) {
    return new Augmentation(ranges, elasticSigma, border, other);
  }

  /** {@return the range of a distortion, or null if it is not done} */
  @Nullable Range range(Distortion distortion) {
    return ranges.get(distortion);
  }

  /** {@return all ranges in one line, as for the record of a training} */
  @Override
  public String toString() {
    if (ranges.isEmpty()) {
      return "none";
    }
    StringJoiner all = new StringJoiner(", ");
    ranges.forEach((distortion, range) -> all.add(distortion + " " + range));
    if (ranges.containsKey(Distortion.ELASTIC)) {
      all.add("elastic sigma " + elasticSigma);
    }
    if (border != NONE.border) {
      all.add("border " + border.name().toLowerCase(Locale.ROOT));
    }
    if (fill != NONE.fill) {
      all.add("fill " + fill.name().toLowerCase(Locale.ROOT));
    }
    return all.toString();
  }
}
