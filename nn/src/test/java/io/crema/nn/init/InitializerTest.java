package io.crema.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Kernel2D;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Moments and bounds from the papers' formulas; the first draws, which are frozen. */
class InitializerTest {

  private static final int DRAWS = 100_000;

  /**
   * Five standard errors of a variance over {@link #DRAWS} draws, relative: the error is at most
   * {@code sqrt(2 / DRAWS)}, that of the normal distribution; of the uniform it is smaller.
   */
  private static final double VARIANCE_TOLERANCE = 5 * Math.sqrt(2.0 / DRAWS);

  /** Five standard errors of a mean, in standard deviations. */
  private static final double MEAN_TOLERANCE = 5 / Math.sqrt(DRAWS);

  private static float[] draws(Initializer initializer, int count, int fanIn, int fanOut) {
    float[] values = new float[count];
    initializer.fill(values, fanIn, fanOut, 42);
    return values;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  @ParameterizedTest
  @CsvSource({
    // 2 / fanIn, 2 / (fanIn + fanOut)
    "HE_NORMAL, 50, 150, 0.04",
    "HE_UNIFORM, 50, 150, 0.04",
    "GLOROT_NORMAL, 50, 150, 0.01",
    "GLOROT_UNIFORM, 50, 150, 0.01",
    "HE_NORMAL, 1, 1, 2",
    "GLOROT_UNIFORM, 1, 3, 0.5",
  })
  void fill_randomInitializer_hasTheMomentsOfThePaper(
      Initializer initializer, int fanIn, int fanOut, double variance) {
    float[] values = draws(initializer, DRAWS, fanIn, fanOut);

    assertThat(variance(values)).isCloseTo(variance, within(VARIANCE_TOLERANCE * variance));
    assertThat(mean(values)).isCloseTo(0, within(MEAN_TOLERANCE * Math.sqrt(variance)));
  }

  @ParameterizedTest
  @CsvSource({
    // sqrt(6 / fanIn), sqrt(6 / (fanIn + fanOut))
    "HE_UNIFORM, 6, 18, 1",
    "GLOROT_UNIFORM, 6, 18, 0.5",
  })
  void fill_uniform_reachesItsBoundsAndNoFurther(
      Initializer initializer, int fanIn, int fanOut, float bound) {
    float least = 0;
    float most = 0;
    for (float value : draws(initializer, DRAWS, fanIn, fanOut)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }

    assertThat(least).isBetween(-bound, -0.999f * bound);
    assertThat(most).isBetween(0.999f * bound, bound);
  }

  @ParameterizedTest
  @CsvSource({"HE_NORMAL", "GLOROT_NORMAL"})
  void fill_normal_hasTheTailsOfTheNormalDistribution(Initializer initializer) {
    double deviation = Math.sqrt(initializer == Initializer.HE_NORMAL ? 2.0 / 8 : 2.0 / 16);
    int beyondTwo = 0;
    for (float value : draws(initializer, DRAWS, 8, 8)) {
      beyondTwo += Math.abs(value) > 2 * deviation ? 1 : 0;
    }

    // 4.55 % lie beyond two standard deviations; five standard errors of that share are 0.33 %.
    assertThat((double) beyondTwo / DRAWS).isCloseTo(0.0455, within(0.0033));
  }

  @Test
  void fill_zeros_areZeros() {
    assertThat(draws(Initializer.ZEROS, 10, 5, 5)).containsOnly(0f);
  }

  @ParameterizedTest
  @CsvSource({
    "HE_NORMAL, -0.09022114, 0.36933017, 0.55826586",
    "HE_UNIFORM, -0.34597886, 0.36311972, 0.5319321",
    "GLOROT_NORMAL, -0.031678755, 0.12968048, 0.19602025",
    "GLOROT_UNIFORM, -0.12148129, 0.12749985, 0.18677384",
  })
  void fill_seed42_firstDrawsAreFrozen(Initializer initializer, float a, float b, float c) {
    assertThat(draws(initializer, 3, 9, 64)).containsExactly(a, b, c);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZEROS")
  void fill_anotherSeed_drawsOthers(Initializer initializer) {
    float[] other = new float[3];
    initializer.fill(other, 9, 64, 43);

    assertThat(other).isNotEqualTo(draws(initializer, 3, 9, 64));
  }

  @Test
  void initialize_glorot_takesBothFansOfTheKernel() {
    Network convolution = Network.input(10, 10, 20).add(conv(Initializer.GLOROT_NORMAL));
    Network dense = Network.input(300).add(new Dense(200, Initializer.GLOROT_NORMAL, true));

    // 2 / (fanIn + fanOut)
    assertVariance(convolution, 2.0 / (5 * 3 * 20 + 5 * 3 * 200));
    assertVariance(dense, 2.0 / (300 + 200));
  }

  @Test
  void initialize_he_takesTheInputsOfTheKernel() {
    Network convolution = Network.input(10, 10, 20).add(conv(Initializer.HE_NORMAL));
    Network dense = Network.input(300).add(new Dense(200));

    // 2 / fanIn
    assertVariance(convolution, 2.0 / (5 * 3 * 20));
    assertVariance(dense, 2.0 / 300);
  }

  private static Conv2D conv(Initializer initializer) {
    return new Conv2D(200, Kernel2D.of(5, 3), 1, initializer, true);
  }

  private static void assertVariance(Network network, double variance) {
    Parameter weights = Model.initialize(network, 1).parameters().get(0);
    assertThat(weights.value().size()).isEqualTo(60_000);

    // Five standard errors over 60,000 draws.
    double tolerance = 5 * Math.sqrt(2.0 / 60_000);
    assertThat(variance(weights.value().array())).isCloseTo(variance, within(tolerance * variance));
  }

  @Test
  void initialize_twoEqualLayers_drawDifferentWeightsAndZeroBiases() {
    Model model = Model.initialize(Network.input(8).add(new Dense(8)).add(new Dense(8)), 1);

    assertThat(model.parameters().get(0).value().array())
        .isNotEqualTo(model.parameters().get(2).value().array());
    assertThat(model.parameters().get(1).value().array()).containsOnly(0f);
    assertThat(model.parameters().get(3).value().array()).containsOnly(0f);
  }
}
