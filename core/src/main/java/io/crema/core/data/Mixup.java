package io.crema.core.data;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;

/**
 * Samples that are mixed with one another where they are learnt from, and read as they are
 * elsewhere (Zhang, Cisse, Dauphin and Lopez-Paz, "mixup: Beyond Empirical Risk Minimization",
 * 2018).
 *
 * <p>Inputs and targets of a sample and of a partner, which may be any sample, are added with the
 * weights {@code w} and {@code 1 - w}. Of the weight, which follows the distribution {@code
 * Beta(alpha, alpha)}, the sample gets the larger side: partners being drawn from all samples, this
 * gives the same mixtures as the paper, and every sample leads once in an epoch.
 *
 * <p>A partner is read as in training too, so distorted if the samples are.
 */
public final class Mixup implements LabelledSamples {

  /** The smallest {@code alpha}, which leaves most samples nearly as they are: {@value}. */
  public static final double MIN_ALPHA = 0.1;

  /** The largest {@code alpha}, by which all weights are equally likely: {@value}. */
  public static final double MAX_ALPHA = 1;

  /** Number of the random stream of a sample, apart from those of layers, which count from 0. */
  private static final long STREAM = -2;

  private final LabelledSamples samples;
  private final double alpha;

  private Mixup(LabelledSamples samples, double alpha) {
    this.samples = samples;
    this.alpha = alpha;
  }

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
    return new Mixup(samples, alpha);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Shape inputShape() {
    return samples.inputShape();
  }

  @Override
  public int classes() {
    return samples.classes();
  }

  @Override
  public int label(int index) {
    return samples.label(index);
  }

  @Override
  public void readInput(int index, float[] to, int offset) {
    samples.readInput(index, to, offset);
  }

  @Override
  public TrainingReader trainingReader() {
    return new Reader(
        samples.trainingReader(), new float[inputShape().size()], new float[targetShape().size()]);
  }

  /** Reads a sample to its place, its partner to the side, and adds the two. */
  private final class Reader implements TrainingReader {

    private final TrainingReader reader;
    private final float[] partnerInput;
    private final float[] partnerTarget;

    Reader(TrainingReader reader, float[] partnerInput, float[] partnerTarget) {
      this.reader = reader;
      this.partnerInput = partnerInput;
      this.partnerTarget = partnerTarget;
    }

    @Override
    public void read(
        int index,
        long epochSeed,
        float[] input,
        int inputOffset,
        float[] target,
        int targetOffset) {
      SplitMix64 random =
          new SplitMix64(SplitMix64.derive(SplitMix64.derive(epochSeed, index), STREAM));
      int partner = random.nextInt(size());
      float weight = weight(random);
      reader.read(index, epochSeed, input, inputOffset, target, targetOffset);
      reader.read(partner, random.next(), partnerInput, 0, partnerTarget, 0);
      mix(weight, partnerInput, input, inputOffset);
      mix(weight, partnerTarget, target, targetOffset);
    }

    private static void mix(float weight, float[] partner, float[] to, int offset) {
      for (int i = 0; i < partner.length; i++) {
        to[offset + i] = weight * to[offset + i] + (1 - weight) * partner[i];
      }
    }
  }

  /**
   * The larger side of a draw from {@code Beta(alpha, alpha)} (Jöhnk, "Erzeugung von betaverteilten
   * und gammaverteilten Zufallszahlen", 1964).
   */
  private float weight(SplitMix64 random) {
    double x;
    double y;
    do {
      x = StrictMath.pow(unit(random), 1 / alpha);
      y = StrictMath.pow(unit(random), 1 / alpha);
    } while (x + y > 1);
    return (float) (Math.max(x, y) / (x + y));
  }

  /** {@return above 0, so that no sum of powers is 0} */
  private static double unit(SplitMix64 random) {
    return ((random.next() >>> 11) + 1) * 0x1p-53;
  }
}
