package io.crema.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.nn.metric.Calibration.Bin;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {

  /* Sums of at most 1,000 numbers below 1, each rounded to 1e-16. */
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void of_fourImages_isAsWorkedOutByHand() {
    Calibration calibration =
        Calibration.of(
            new int[] {0, 1, 1, 0}, new int[] {0, 0, 1, 1}, new float[] {0.5f, 0.5f, 0.75f, 1});

    assertThat(calibration.images()).isEqualTo(4);
    assertThat(calibration.bins()).hasSize(15);
    assertThat(calibration.bins().get(7)).isEqualTo(new Bin(7 / 15.0, 8 / 15.0, 2, 1, 0.5));
    assertThat(calibration.bins().get(11)).isEqualTo(new Bin(11 / 15.0, 12 / 15.0, 1, 1, 0.75));
    assertThat(calibration.bins().get(14)).isEqualTo(new Bin(14 / 15.0, 1, 1, 0, 1));
    assertThat(calibration.bins().get(7).accuracy()).isEqualTo(0.5);
    // 2/4 x 0, 1/4 x 0.25 and 1/4 x 1
    assertThat(calibration.expectedCalibrationError()).isCloseTo(0.3125, ROUNDING);
  }

  @Test
  void of_binWithoutImages_isNaNAndCountsForNothing() {
    Calibration calibration = Calibration.of(new int[] {3}, new int[] {3}, new float[] {1});

    assertThat(calibration.bins().get(0).confidence()).isNaN();
    assertThat(calibration.bins().get(0).accuracy()).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(calibration.bins().get(0)::accuracyInterval)
        .withMessageEndingWith("got 0 of 0 and 0.95");
    assertThat(calibration.expectedCalibrationError()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.19999999, 2", "0.2, 3", "0.99999994, 14", "1, 14"})
  void of_confidence_isInTheBinThatEndsAtOrAboveIt(float confidence, int bin) {
    Calibration calibration = Calibration.of(new int[1], new int[1], new float[] {confidence});

    assertThat(calibration.bins().get(bin).images()).isEqualTo(1);
  }

  /** Each bin looks for its images, as the paper defines it. */
  @Test
  void of_manyImages_isAsBinByBin() {
    RandomGenerator random = new MersenneTwister(4);
    int[] truth = IntStream.generate(() -> random.nextInt(3)).limit(1_000).toArray();
    int[] predicted = IntStream.generate(() -> random.nextInt(3)).limit(1_000).toArray();
    float[] confidences = new float[1_000];
    for (int i = 0; i < confidences.length; i++) {
      confidences[i] = random.nextFloat();
    }

    double expected = 0;
    for (int m = 1; m <= 15; m++) {
      double lower = (m - 1) / 15.0;
      double upper = m / 15.0;
      int[] members =
          IntStream.range(0, 1_000)
              .filter(i -> confidences[i] > lower && confidences[i] <= upper)
              .toArray();
      double right = IntStream.of(members).filter(i -> truth[i] == predicted[i]).count();
      double sum = IntStream.of(members).mapToDouble(i -> confidences[i]).sum();
      expected += Math.abs(right - sum) / 1_000;
    }

    Calibration calibration = Calibration.of(truth, predicted, confidences);
    assertThat(calibration.expectedCalibrationError()).isCloseTo(expected, ROUNDING);
    assertThat(expected).isBetween(0.2, 0.4); // confidence means nothing here
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1.00001", "NaN"})
  void of_noConfidence_isRefused(float confidence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.of(new int[2], new int[2], new float[] {0.5f, confidence}))
        .withMessage("Calibration: image 1: expected a confidence from 0 to 1, got " + confidence);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "2, 1, 2", "2, 2, 1"})
  void of_noOrUnequalCounts_areRefused(int labels, int predictions, int confidences) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Calibration.of(new int[labels], new int[predictions], new float[confidences]))
        .withMessageEndingWith("got %d, %d and %d", labels, predictions, confidences);
  }
}
