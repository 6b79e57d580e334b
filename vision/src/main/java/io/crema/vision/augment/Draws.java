package io.crema.vision.augment;

import io.crema.core.random.SplitMix64;
import io.crema.vision.augment.Augmentation.Range;
import java.util.Map;

/**
 * The random numbers of one image at a time. Every distortion has places of its own in the stream,
 * so that none changes the numbers of another.
 */
final class Draws {

  /** Numbers of one distortion: the chance, and up to seven values. */
  private static final int PLACES = 8;

  private static final float UNIT = 0x1p-24f;

  private final Map<Distortion, Range> ranges;
  private long seed;

  Draws(Augmentation augmentation) {
    ranges = augmentation.ranges();
  }

  /** Begins the numbers of an image. */
  void start(long imageSeed) {
    seed = imageSeed;
  }

  /** {@return the value of a distortion; the neutral one if it is not done to this image} */
  float value(Distortion distortion) {
    return value(distortion, 0);
  }

  /** {@return whether a flip is done to this image} */
  boolean flips(Distortion flip) {
    return value(flip) >= 0.5f;
  }

  /** {@return one of several whole numbers of a distortion, all of its range equally likely} */
  int whole(Distortion distortion, int which) {
    Range range = ranges.get(distortion);
    if (range == null || unit(distortion, 0) >= range.probability()) {
      return 0;
    }
    int low = (int) range.low();
    int count = (int) range.high() - low + 1;
    return low + (int) (count * unit(distortion, 1 + which));
  }

  /** {@return one of several values of a distortion, such as that of y} */
  float value(Distortion distortion, int which) {
    Range range = ranges.get(distortion);
    if (range == null || unit(distortion, 0) >= range.probability()) {
      return (float) distortion.neutral();
    }
    return (float) (range.low() + (range.high() - range.low()) * unit(distortion, 1 + which));
  }

  /** {@return a number from 0 to below 1} */
  float unit(Distortion distortion, int place) {
    return unit(SplitMix64.at(seed, (long) distortion.stream() * PLACES + place));
  }

  private static float unit(long bits) {
    return (bits >>> 40) * UNIT;
  }

  /** {@return the seed of a stream for as many numbers as a distortion needs} */
  long stream(Distortion distortion) {
    return SplitMix64.derive(seed, distortion.stream());
  }
}
