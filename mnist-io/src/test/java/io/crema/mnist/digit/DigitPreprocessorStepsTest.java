package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import io.crema.vision.raster.Moments;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigitPreprocessorStepsTest {

  /** The mean difference of levels that a move by a pixel makes; that of another digit is 0.2. */
  private static final double LIKE = 0.12;

  private static List<Step> seen(DigitPreprocessor preprocessor, GreyImage picture) {
    List<Step> seen = new ArrayList<>();
    preprocessor.read(picture, (step, image) -> seen.add(step));
    return seen;
  }

  @Test
  void steps_default_areAllButDeskew() {
    Set<Step> steps = DigitPreprocessor.DEFAULT.steps();

    assertThat(steps).containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Step.DESKEW)));
    assertThatThrownBy(() -> steps.remove(Step.CLEAN))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"THRESHOLD", "CUT", "FIT"})
  void without_requiredStep_isRefused(Step step) {
    assertThatThrownBy(() -> DigitPreprocessor.DEFAULT.without(step))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DigitPreprocessor: expected a step that can be left out, got " + step);
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"THRESHOLD", "CUT", "FIT"})
  void read_withoutAStep_readsAndShowsExactlyTheOthers(Step step) {
    DigitPreprocessor without = DigitPreprocessor.DEFAULT.without(step);

    DigitReading reading = without.read(Sketch.five());

    GreyImage usual = Readings.one(DigitPreprocessor.DEFAULT.read(Sketch.five()));
    assertThat(Images.difference(Readings.one(reading), usual)).isLessThan(LIKE);
    assertThat(seen(without, Sketch.five())).containsExactlyElementsOf(without.steps());
  }

  @Test
  void read_withDeskew_showsItAndSetsUpright() {
    GreyImage slanted = new Sketch(200, 200).line(70, 160, 130, 40, 6).picture(1, 0);
    DigitPreprocessor upright = DigitPreprocessor.DEFAULT.with(Step.DESKEW);

    GreyImage image = Readings.one(upright.read(slanted));

    assertThat(Moments.of(image).covariance()).isBetween(-0.05, 0.05);
    assertThat(seen(upright, slanted)).containsExactly(Step.values());
  }

  @Test
  void with_stepThatWasLeftOut_isTheSameAgain() {
    DigitPreprocessor again = DigitPreprocessor.DEFAULT.without(Step.STROKE).with(Step.STROKE);

    assertThat(again.steps()).isEqualTo(DigitPreprocessor.DEFAULT.steps());
    assertThat(again.read(Sketch.five())).isEqualTo(DigitPreprocessor.DEFAULT.read(Sketch.five()));
  }

  @Test
  void read_withoutAnyOptionalStep_stillReads() {
    DigitPreprocessor bare = DigitPreprocessor.DEFAULT;
    for (Step step : Step.values()) {
      bare = step.isRequired() ? bare : bare.without(step);
    }

    assertThat(seen(bare, Sketch.five())).containsExactly(Step.THRESHOLD, Step.CUT, Step.FIT);
    assertThat(bare.read(Sketch.five())).isInstanceOf(OneDigit.class);
  }

  @Test
  void read_everyStep_isShownAsItsClassDoesItAlone() {
    Map<Step, GreyImage> images = new EnumMap<>(Step.class);

    DigitReading reading = DigitPreprocessor.DEFAULT.read(Sketch.five(), images::put);

    assertThat(images.get(Step.POLARITY)).isEqualTo(Sketch.five());
    GreyImage flat = Light.flatten(Sketch.five());
    assertThat(images.get(Step.FLATTEN)).isEqualTo(flat);
    GreyImage calm = Noise.remove(flat);
    assertThat(images.get(Step.DENOISE)).isEqualTo(calm);
    GreyImage ink = Contrast.stretch(calm);
    assertThat(images.get(Step.STRETCH)).isEqualTo(ink);
    assertThat(images.get(Step.CLEAN)).isEqualTo(Threshold.apply(Cleaning.remove(ink)));
    GreyImage strokes = PenStrokes.normalise(images.getOrDefault(Step.CUT, ink), 64);
    assertThat(images.get(Step.STROKE)).isEqualTo(strokes);
    assertThat(images.get(Step.FIT)).isEqualTo(Framing.fit(strokes));
    assertThat(images.get(Step.CENTRE)).isEqualTo(Framing.byMass(strokes));
    assertThat(Readings.one(reading)).isEqualTo(Framing.byMass(strokes));
  }

  @Test
  void read_blankPicture_showsNoStepThatWasNotReached() {
    List<Step> seen = seen(DigitPreprocessor.DEFAULT, Images.of(50, 50, (x, y) -> 0.8));

    assertThat(seen).containsExactly(Step.SHRINK, Step.POLARITY, Step.FLATTEN, Step.DENOISE);
  }

  @Test
  void read_formOfMnist_isReturnedAsItIs() {
    GreyImage digit = MnistFormTest.ring(9, 5, 11, 19);

    assertThat(Readings.one(DigitPreprocessor.DEFAULT.read(digit))).isSameAs(digit);
    assertThat(seen(DigitPreprocessor.DEFAULT, digit)).isEmpty();
  }
}
