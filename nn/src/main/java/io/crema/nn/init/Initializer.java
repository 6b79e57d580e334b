package io.crema.nn.init;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * A distribution that weights are drawn from before training. The draws are frozen: one seed gives
 * the same bits on every JDK.
 *
 * <p>{@code fanIn} and {@code fanOut} are the numbers of inputs and outputs of one output value.
 */
public enum Initializer {
  /** All zeros, for biases. */
  ZEROS {
    @Override
    double draw(RandomGenerator random, int fanIn, int fanOut) {
      return 0;
    }
  },

  /**
   * Normal with variance {@code 2 / fanIn} (He et al. 2015, equation 10), for layers before ReLU.
   */
  HE_NORMAL {
    @Override
    double draw(RandomGenerator random, int fanIn, int fanOut) {
      return Math.sqrt(2.0 / fanIn) * random.nextGaussian();
    }
  },

  /** Uniform with variance {@code 2 / fanIn} (He et al. 2015). */
  HE_UNIFORM {
    @Override
    double draw(RandomGenerator random, int fanIn, int fanOut) {
      return Math.sqrt(6.0 / fanIn) * symmetric(random);
    }
  },

  /** Normal with variance {@code 2 / (fanIn + fanOut)} (Glorot &amp; Bengio 2010, equation 12). */
  GLOROT_NORMAL {
    @Override
    double draw(RandomGenerator random, int fanIn, int fanOut) {
      return Math.sqrt(2.0 / ((double) fanIn + fanOut)) * random.nextGaussian();
    }
  },

  /** Uniform with variance {@code 2 / (fanIn + fanOut)} (Glorot &amp; Bengio 2010, equation 16). */
  GLOROT_UNIFORM {
    @Override
    double draw(RandomGenerator random, int fanIn, int fanOut) {
      return Math.sqrt(6.0 / ((double) fanIn + fanOut)) * symmetric(random);
    }
  };

  abstract double draw(RandomGenerator random, int fanIn, int fanOut);

  private static double symmetric(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }

  /**
   * Fills an array with independent draws.
   *
   * @param values overwritten
   * @param fanIn inputs of one output value, at least 1
   * @param fanOut outputs that one input value reaches, at least 1
   * @param seed of the draws
   */
  public void fill(float[] values, int fanIn, int fanOut, long seed) {
    RandomGenerator random = new Well19937c(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw(random, fanIn, fanOut);
    }
  }
}
