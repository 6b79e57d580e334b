package io.crema.core.data;

import io.crema.core.random.SplitMix64;

/**
 * Mixes samples with one another where they are learnt from (Zhang, Cisse, Dauphin and Lopez-Paz,
 * "mixup: Beyond Empirical Risk Minimization", 2018).
 *
 * <p>Inputs and targets of a sample and of a partner, which may be any sample, are added with the
 * weights {@code w} and {@code 1 - w}, where {@code w} follows the distribution {@code Beta(alpha,
 * alpha)}. The sample itself gets the larger weight: partners being drawn from all samples, this
 * gives the mixtures of the paper, and every sample leads once in an epoch.
 *
 * <p>Both are read as a training reads them, so distorted if the samples are.
 */
public final class Mixup {

  /** The smallest {@code alpha}, which leaves most samples nearly as they are: {@value}. */
  public static final double MIN_ALPHA = 0.1;

  /** The largest {@code alpha}, by which all weights are equally likely: {@value}. */
  public static final double MAX_ALPHA = 1;

  /** Number of the random stream of a sample, apart from those of layers, which count from 0. */
  private static final long STREAM = -2;

  private Mixup() {}

  /**
   * {@return the samples, mixed in training}
   *
   * @param samples what to mix
   * @param alpha from {@value #MIN_ALPHA} to {@value #MAX_ALPHA}; the larger, the more evenly
   * @throws IllegalArgumentException if {@code alpha} is out of range
   */
  public static LabelledSamples of(LabelledSamples samples, double alpha) {
    if (!(alpha >= MIN_ALPHA && alpha <= MAX_ALPHA)) {
      throw new IllegalArgumentException(
          "Mixup: expected alpha from %s to %s, got %s".formatted(MIN_ALPHA, MAX_ALPHA, alpha));
    }
    return samples.withTrainingReaders(() -> new Reader(samples, alpha));
  }

  /** Reads a sample to its place, its partner to the side, and adds the two. */
  private static final class Reader implements TrainingReader {

    private final TrainingReader reader;
    private final int size;
    private final double power;
    private final float[] partnerInput;
    private final float[] partnerTarget;

    Reader(LabelledSamples samples, double alpha) {
      reader = samples.trainingReader();
      size = samples.size();
      power = 1 / alpha;
      partnerInput = new float[samples.inputShape().size()];
      partnerTarget = new float[samples.targetShape().size()];
    }

    @Override
    public void read(
        int index,
        long epochSeed,
        float[] input,
        int inputOffset,
        float[] target,
        int targetOffset) {
      reader.read(index, epochSeed, input, inputOffset, target, targetOffset);
      long seed = SplitMix64.derive(SplitMix64.derive(epochSeed, index), STREAM);
      int partner = (int) (((SplitMix64.at(seed, 0) >>> 32) * size) >>> 32);
      reader.read(partner, SplitMix64.at(seed, 1), partnerInput, 0, partnerTarget, 0);
      float weight = weight(seed);
      mix(weight, partnerInput, input, inputOffset);
      mix(weight, partnerTarget, target, targetOffset);
    }

    /**
     * The larger side of a draw from the beta distribution (Jöhnk, "Erzeugung von betaverteilten
     * und gammaverteilten Zufallszahlen", 1964).
     */
    private float weight(long seed) {
      double x;
      double y;
      int place = 2;
      do {
        x = StrictMath.pow(unit(seed, place), power);
        y = StrictMath.pow(unit(seed, place + 1), power);
        place += 2;
      } while (x + y > 1);
      return (float) (Math.max(x, y) / (x + y));
    }

    /** {@return above 0, so that no sum of powers is 0} */
    private static double unit(long seed, int place) {
      return ((SplitMix64.at(seed, place) >>> 11) + 1) * 0x1p-53;
    }

    private static void mix(float weight, float[] partner, float[] to, int offset) {
      for (int i = 0; i < partner.length; i++) {
        to[offset + i] = weight * to[offset + i] + (1 - weight) * partner[i];
      }
    }
  }
}
