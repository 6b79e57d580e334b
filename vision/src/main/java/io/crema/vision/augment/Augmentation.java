package io.crema.vision.augment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much digits are distorted in training. Immutable.
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
 */
public record Augmentation(Map<Distortion, Range> ranges, double elasticSigma) {

  /** The smallest {@code elasticSigma}: {@value}. */
  public static final double MIN_SIGMA = 1;

  /** The largest {@code elasticSigma}: {@value}. */
  public static final double MAX_SIGMA = 32;

  /** Default of {@code elasticSigma}, that of Simard et al.: {@value}. */
  public static final double ELASTIC_SIGMA = 4;

  /** Nothing. */
  public static final Augmentation NONE = new Augmentation(Map.of(), ELASTIC_SIGMA);

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
   * What one distortion is drawn from, all values of the range being equally likely.
   *
   * @param probability that an image is distorted so, from 0 to 1
   * @param low the lowest value
   * @param high the highest value
   */
  public record Range(double probability, double low, double high) {

    /**
     * Checks the numbers.
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
      return "%s to %s%s".formatted(low, high, share);
    }
  }

  /**
   * Checks and copies.
   *
   * @param ranges what is drawn from which range
   * @param elasticSigma from {@value #MIN_SIGMA} to {@value #MAX_SIGMA}
   * @throws IllegalArgumentException if a value is out of range
   */
  public Augmentation {
    require("elasticSigma", MIN_SIGMA, MAX_SIGMA, elasticSigma);
    EnumMap<Distortion, Range> copy = new EnumMap<>(Distortion.class);
    copy.putAll(ranges);
    copy.forEach(
        (distortion, range) -> {
          require(distortion.toString(), distortion.lowest(), distortion.highest(), range.low());
          require(distortion.toString(), distortion.lowest(), distortion.highest(), range.high());
        });
    ranges = Collections.unmodifiableMap(copy);
  }

  private static void require(String what, double low, double high, double value) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, got %s".formatted(what, low, high, value));
    }
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
    return new Augmentation(more, elasticSigma);
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
    return new Augmentation(fewer, elasticSigma);
  }

  /**
   * {@return this with another smoothness of {@link Distortion#ELASTIC}}
   *
   * @param sigma from {@value #MIN_SIGMA} to {@value #MAX_SIGMA}
   * @throws IllegalArgumentException if it is out of range
   */
  public Augmentation withElasticSigma(double sigma) {
    return new Augmentation(ranges, sigma);
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
    String all =
        ranges.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return ranges.containsKey(Distortion.ELASTIC)
        ? "%s, elastic sigma %s".formatted(all, elasticSigma)
        : all;
  }
}
