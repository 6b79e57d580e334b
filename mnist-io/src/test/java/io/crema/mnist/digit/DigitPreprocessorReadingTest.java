package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.digit.DigitReading.NoDigit;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.mnist.digit.DigitReading.SeveralDigits;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitPreprocessorReadingTest {

  /** The mean difference of levels between two pictures of one digit. */
  private static final double LIKE = 0.01;

  private static DigitReading read(GreyImage picture) {
    return DigitPreprocessor.DEFAULT.read(picture);
  }

  private static void assertNear(Box box, double x, double y, double right, double bottom) {
    assertThat((double) box.x()).isBetween(x - 2, x + 2);
    assertThat((double) box.y()).isBetween(y - 2, y + 2);
    assertThat((double) box.right()).isBetween(right - 2, right + 2);
    assertThat((double) box.bottom()).isBetween(bottom - 2, bottom + 2);
  }

  @Test
  void read_digit_hasItsBox() {
    assertThat(read(Sketch.five()))
        .isInstanceOfSatisfying(OneDigit.class, one -> assertNear(one.box(), 67, 35, 136, 165));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.5, 1})
  void read_oneLevel_isBlank(double level) {
    assertThat(read(Images.of(120, 90, (x, y) -> level))).isEqualTo(new NoDigit(Reason.BLANK));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1})
  void read_noise_isBlank(double sigma) {
    Random random = new Random(12);
    GreyImage noise =
        Images.of(
            150, 150, (x, y) -> Math.min(Math.max(0.5 + sigma * random.nextGaussian(), 0), 1));

    assertThat(read(noise)).isEqualTo(new NoDigit(Reason.BLANK));
  }

  @Test
  void read_faintDigit_hasTooLittleContrast() {
    GreyImage faint = new Sketch(200, 200).digit(Sketch.FIVE, 65, 40, 70, 120, 5).picture(1, 0.945);

    assertThat(read(faint)).isEqualTo(new NoDigit(Reason.LOW_CONTRAST));
  }

  @Test
  void read_threeDigits_hasTheirBoxesFromTheLeft() {
    GreyImage picture =
        new Sketch(400, 160)
            .digit(Sketch.SEVEN, 300, 30, 60, 100, 5)
            .digit(Sketch.FIVE, 40, 30, 60, 100, 5)
            .digit(Sketch.FOUR, 170, 30, 60, 100, 5)
            .picture(0.9, 0.2);

    assertThat(read(picture))
        .isInstanceOfSatisfying(
            SeveralDigits.class,
            several -> {
              assertThat(several.boxes()).hasSize(3);
              assertNear(several.boxes().get(0), 41, 25, 102, 135);
              assertNear(several.boxes().get(1), 165, 25, 235, 135);
              assertNear(several.boxes().get(2), 295, 25, 365, 135);
            });
  }

  @Test
  void read_barApartFromItsBody_isOneDigit() {
    GreyImage five =
        new Sketch(200, 200)
            .line(100, 50, 150, 44, 5)
            .line(66, 70, 64, 105, 5)
            .line(64, 105, 110, 110, 5)
            .line(110, 110, 100, 155, 5)
            .line(100, 155, 60, 158, 5)
            .picture(1, 0);

    assertThat(read(five)).isInstanceOf(OneDigit.class);
  }

  @Test
  void read_negative_isTheSameDigit() {
    GreyImage dark = Readings.one(read(Sketch.five()));
    GreyImage light = Readings.one(read(Sketch.five().negative()));

    assertThat(Images.difference(light, dark)).isLessThan(LIKE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 3, 8})
  void read_anotherSize_isTheSameDigit(double scale) {
    int side = (int) (200 * scale);
    GreyImage picture =
        new Sketch(side, side)
            .digit(Sketch.FIVE, 65 * scale, 40 * scale, 70 * scale, 120 * scale, 5 * scale)
            .picture(1, 0.1);

    DigitReading reading = read(picture);

    assertThat(Images.difference(Readings.one(reading), Readings.one(read(Sketch.five()))))
        .isLessThan(LIKE);
    Box box = ((OneDigit) reading).box();
    assertThat(box.height() / scale).isBetween(126.0, 136.0);
  }

  @Test
  void read_lightFromOneSide_isTheSameDigit() {
    GreyImage five = Sketch.five();
    GreyImage shaded =
        Images.of(200, 200, (x, y) -> five.get((int) x, (int) y) * (1 - 0.6 * x / 200));

    assertThat(Images.difference(Readings.one(read(shaded)), Readings.one(read(five))))
        .isLessThan(LIKE);
  }

  @Test
  void read_ruledPaper_isTheSameDigit() {
    GreyImage five = Sketch.five();
    Sketch lines = new Sketch(200, 200);
    for (int y = 12; y < 200; y += 44) {
      lines.line(-9, y, 209, y + 3, 1.2);
    }
    GreyImage pale = lines.picture(1, 0.55);
    GreyImage ruled =
        Images.of(
            200, 200, (x, y) -> Math.min(five.get((int) x, (int) y), pale.get((int) x, (int) y)));

    assertThat(Images.difference(Readings.one(read(ruled)), Readings.one(read(five))))
        .isLessThan(2 * LIKE);
  }
}
