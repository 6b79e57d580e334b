package io.crema.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.vision.augment.Augmentation.Range;
import io.crema.vision.raster.Border;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  @ParameterizedTest
  @EnumSource(Distortion.class)
  void with_wholeRange_isTaken(Distortion distortion) {
    double low = distortion.lowest();
    double high = distortion.highest();

    Augmentation augmentation = Augmentation.NONE.with(distortion, 0.25, low, high);

    assertThat(augmentation.ranges())
        .containsExactly(Map.entry(distortion, new Range(0.25, low, high)));
    assertThat(distortion.neutral()).isBetween(low, high);
  }

  @ParameterizedTest
  @EnumSource(Distortion.class)
  void with_beyondTheRange_isRefused(Distortion distortion) {
    double low = distortion.lowest();
    double high = distortion.highest();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.with(distortion, 1, low - 0.5, high))
        .withMessage("%s: expected %s to %s, got %s", distortion, low, high, low - 0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.with(distortion, 1, low, high + 0.5))
        .withMessage("%s: expected %s to %s, got %s", distortion, low, high, high + 0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 2, 'range: expected low <= high, got 3.0 and 2.0'",
    "1, NaN, 2, 'range: expected low <= high, got NaN and 2.0'",
    "1, 0, NaN, 'range: expected low <= high, got 0.0 and NaN'",
    "1, 0, Infinity, 'rotation: expected -180.0 to 180.0, got Infinity'",
    "-0.1, 0, 1, 'probability: expected 0.0 to 1.0, got -0.1'",
    "1.1, 0, 1, 'probability: expected 0.0 to 1.0, got 1.1'",
    "NaN, 0, 1, 'probability: expected 0.0 to 1.0, got NaN'"
  })
  void with_wrongNumbers_isRefused(double probability, double low, double high, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.with(Distortion.ROTATION, probability, low, high))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.99, 33, Double.NaN, Double.POSITIVE_INFINITY, -4})
  void withElasticSigma_outOfRange_isRefused(double sigma) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.withElasticSigma(sigma))
        .withMessage("elasticSigma: expected 1.0 to 32.0, got " + sigma);
  }

  @Test
  void with_cropByPartsOfPixels_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.with(Distortion.CROP, 1, -0.5, 4))
        .withMessage("crop: expected whole numbers, got -0.5 and 4.0");
  }

  @Test
  void with_probabilityAlone_isForFlips() {
    assertThat(Augmentation.NONE.with(Distortion.VERTICAL_FLIP, 0.25).ranges())
        .containsExactly(Map.entry(Distortion.VERTICAL_FLIP, new Range(0.25, 1, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.with(Distortion.HUE, 0.25))
        .withMessage("hue: expected a range, too; a probability alone is for flips");
  }

  @Test
  void with_anything_keepsTheRest() {
    Augmentation all =
        Augmentation.NONE
            .withBorder(Border.EDGE)
            .withFill(Fill.MEAN)
            .withElasticSigma(3)
            .with(Distortion.BLUR, 1, 0, 1)
            .with(Distortion.NOISE, 1, 0, 0.1)
            .without(Distortion.BLUR);

    Map<Distortion, Range> noise = Map.of(Distortion.NOISE, new Range(1, 0, 0.1));
    assertThat(all).isEqualTo(new Augmentation(noise, 3, Border.EDGE, Fill.MEAN));
  }

  @Test
  void with_again_replacesAndLeavesTheOldOne() {
    Augmentation one = Augmentation.NONE.with(Distortion.NOISE, 1, 0, 0.1);
    Augmentation two = one.with(Distortion.NOISE, 0.5, 0, 0.2);

    assertThat(one.ranges()).containsEntry(Distortion.NOISE, new Range(1, 0, 0.1));
    assertThat(two.ranges()).containsEntry(Distortion.NOISE, new Range(0.5, 0, 0.2));
    assertThat(two.without(Distortion.NOISE)).isEqualTo(Augmentation.NONE);
  }

  @Test
  void ranges_anybody_cannotChange() {
    Map<Distortion, Range> mine = new EnumMap<>(Distortion.class);
    Augmentation augmentation = new Augmentation(mine, 4, Border.BLACK, Fill.BLACK);
    mine.put(Distortion.BLUR, new Range(1, 0, 1));

    assertThat(augmentation.ranges()).isEmpty();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> augmentation.ranges().put(Distortion.BLUR, new Range(1, 0, 1)));
  }

  @Test
  void toString_ranges_areInTheOrderInWhichTheyAreDone() {
    assertThat(Augmentation.NONE).hasToString("none");
    assertThat(
            Augmentation.NONE
                .with(Distortion.NOISE, 0.5, 0, 0.1)
                .with(Distortion.ELASTIC, 1, 0, 2)
                .withElasticSigma(5))
        .hasToString("elastic 0.0 to 2.0, noise 0.0 to 0.1 (probability 0.5), elastic sigma 5.0");
    assertThat(Augmentation.LIGHT)
        .hasToString("shift -1.0 to 1.0, rotation -8.0 to 8.0, scale 0.94 to 1.06");
    assertThat(Augmentation.PICTURES)
        .hasToString(
            "crop -4.0 to 4.0,"
                + " mean_contrast 0.7 to 1.4 (probability 0.5),"
                + " brightness -0.12 to 0.12 (probability 0.5), border reflect, fill mean");
  }
}
