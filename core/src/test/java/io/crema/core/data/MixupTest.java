package io.crema.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs are one-hot like the targets, so an input tells who was mixed and by how much. */
class MixupTest {

  private static final int SIZE = 50;

  /** Weights are floats near 1, which are 6e-8 apart. */
  private static final float ROUNDING = 1e-6f;

  private final LabelledSamples samples = oneHot();

  private static LabelledSamples oneHot() {
    Tensor inputs = Tensor.zeros(Shape.of(SIZE, SIZE));
    int[] labels = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      inputs.set(1f, i, i);
      labels[i] = i;
    }
    return TensorSamples.of(inputs, labels, SIZE);
  }

  private static float[] read(TrainingReader reader, int index, long epochSeed) {
    float[] input = new float[SIZE];
    float[] target = new float[SIZE];
    reader.read(index, epochSeed, input, 0, target, 0);
    assertThat(target).isEqualTo(input);
    return input;
  }

  private static float own(TrainingReader reader, int index, long epochSeed) {
    return read(reader, index, epochSeed)[index];
  }

  @Test
  void read_anySample_isItselfAndOneOtherThatSumToOne() {
    TrainingReader reader = Mixup.of(samples, 1).trainingReader();
    boolean[] partners = new boolean[SIZE];
    for (int i = 0; i < 20 * SIZE; i++) {
      int index = i % SIZE;
      float[] mixed = read(reader, index, i);
      float own = mixed[index];
      assertThat(own).isBetween(0.5f, 1f);
      for (int other = 0; other < SIZE; other++) {
        if (other != index && mixed[other] != 0) {
          partners[other] = true;
          assertThat(mixed[other]).isEqualTo(1 - own, within(ROUNDING));
          mixed[other] = 0;
          break;
        }
      }
      mixed[index] = 0;
      assertThat(mixed).containsOnly(0f);
    }
    assertThat(partners).doesNotContain(false);
  }

  @Test
  void read_offsets_writesThereAlone() {
    float[] input = new float[SIZE + 2];
    float[] target = new float[SIZE + 3];
    input[0] = input[SIZE + 1] = target[0] = target[1] = target[SIZE + 2] = 9;

    Mixup.of(samples, 1).trainingReader().read(3, 4, input, 1, target, 2);

    assertThat(input).startsWith(9).endsWith(9);
    assertThat(target).startsWith(9, 9).endsWith(9);
    assertThat(input[1 + 3]).isBetween(0.5f, 1f).isEqualTo(target[2 + 3]);
  }

  /** By the variance of a symmetric beta distribution, 1 / (4 (2 alpha + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.2, 0.5, 1})
  void read_manySamples_haveWeightsOfTheBetaDistribution(double alpha) {
    TrainingReader reader = Mixup.of(samples, alpha).trainingReader();
    double sum = 0;
    int count = 0;
    for (int epoch = 0; epoch < 400; epoch++) {
      for (int i = 0; i < SIZE; i++) {
        float[] mixed = read(reader, i, epoch);
        boolean alone = mixed[i] > 1 - ROUNDING; // its own partner, or all but alone
        float largest = alone ? 1 : mixed[i];
        sum += alone ? 0.25 : (largest - 0.5) * (largest - 0.5);
        count++;
      }
    }
    double expected = 1 / (4 * (2 * alpha + 1));
    double selfPartnered = 1.0 / SIZE;
    double mixture = (1 - selfPartnered) * expected + selfPartnered * 0.25;
    double fourSigma = 4 * 0.125 / Math.sqrt(count); // values are from 0 to 1/4
    assertThat(sum / count).isEqualTo(mixture, within(fourSigma));
  }

  @Test
  void read_sameSeed_givesEqualBitsInAnyOrderByAnyReader() {
    LabelledSamples mixed = Mixup.of(samples, 0.3);
    TrainingReader upwards = mixed.trainingReader();
    TrainingReader downwards = mixed.trainingReader();
    float[][] first = new float[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      first[i] = read(upwards, i, 7);
    }
    for (int i = SIZE - 1; i >= 0; i--) {
      assertThat(read(downwards, i, 7)).isEqualTo(first[i]);
    }
  }

  @Test
  void read_otherEpochs_mixOtherwise() {
    TrainingReader reader = Mixup.of(samples, 1).trainingReader();

    assertThat(own(reader, 5, 2)).isNotEqualTo(own(reader, 5, 1));
  }

  /** Distortions draw from the epoch's seed, so a partner that got the same would repeat them. */
  @Test
  void read_partner_isReadByAnotherSeed() {
    long[] seeds = new long[2];
    int[] calls = new int[1];
    LabelledSamples recording =
        samples.withTrainingReaders(
            () -> (index, seed, input, i, target, t) -> seeds[calls[0]++] = seed);

    Mixup.of(recording, 1).trainingReader().read(0, 11, new float[SIZE], 0, new float[SIZE], 0);

    assertThat(calls[0]).isEqualTo(2);
    assertThat(seeds[0]).isEqualTo(11);
    assertThat(seeds[1]).isNotEqualTo(11);
  }

  @Test
  void readInput_mixed_isAsItIs() {
    LabelledSamples mixed = Mixup.of(samples, 1);
    float[] input = new float[SIZE];
    float[] target = new float[SIZE];
    mixed.readInput(4, input, 0);
    mixed.readTarget(4, target, 0);

    assertThat(input[4]).isEqualTo(1);
    assertThat(target[4]).isEqualTo(1);
    assertThat(mixed.size()).isEqualTo(SIZE);
    assertThat(mixed.label(4)).isEqualTo(4);
    assertThat(mixed.classes()).isEqualTo(SIZE);
    assertThat(mixed.inputShape()).isEqualTo(samples.inputShape());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.09, 1.01, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_alphaOutOfRange_isRefused(double alpha) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mixup.of(samples, alpha))
        .withMessage("Mixup: expected alpha from 0.1 to 1.0, got " + alpha);
  }
}
