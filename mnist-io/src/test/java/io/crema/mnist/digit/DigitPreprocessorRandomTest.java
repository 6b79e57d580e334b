package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.mnist.digit.DigitReading.SeveralDigits;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the picture, there is a reading, and it is a valid one. */
class DigitPreprocessorRandomTest {

  private static void assertValid(DigitReading reading, GreyImage picture) {
    List<Box> boxes = new ArrayList<>();
    if (reading instanceof OneDigit one) {
      GreyImage image = one.image();
      assertThatCode(() -> GreyImage.of(28, 28, image.toArray())).doesNotThrowAnyException();
      boxes.add(one.box());
    } else if (reading instanceof SeveralDigits several) {
      boxes.addAll(several.boxes());
      assertThat(boxes).hasSizeGreaterThan(1);
    }
    for (Box box : boxes) {
      assertThat(box.x()).isNotNegative();
      assertThat(box.y()).isNotNegative();
      assertThat(box.right()).isLessThanOrEqualTo(picture.width());
      assertThat(box.bottom()).isLessThanOrEqualTo(picture.height());
    }
  }

  private static DigitPreprocessor randomSteps(Random random) {
    DigitPreprocessor preprocessor = DigitPreprocessor.DEFAULT;
    for (Step step : Step.values()) {
      if (!step.isRequired() && random.nextInt(4) == 0) {
        boolean isThere = preprocessor.steps().contains(step);
        preprocessor = isThere ? preprocessor.without(step) : preprocessor.with(step);
      }
    }
    return preprocessor;
  }

  private static GreyImage randomPicture(Random random) {
    int width = 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 40);
    int height = 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 40);
    double paper = random.nextDouble();
    double ink = random.nextDouble();
    DoubleBinaryOperator noise = (x, y) -> random.nextDouble();
    DoubleBinaryOperator twoLevels = (x, y) -> random.nextInt(5) == 0 ? ink : paper;
    DoubleBinaryOperator slope = (x, y) -> paper * x / width + (1 - paper) * y / height;
    DoubleBinaryOperator stripes = (x, y) -> (x + y) % 7 < 3 ? ink : paper;
    return switch (random.nextInt(6)) {
      case 0 -> Images.of(width, height, noise);
      case 1 -> Images.of(width, height, twoLevels);
      case 2 -> Images.of(width, height, slope);
      case 3 -> Images.of(width, height, stripes);
      default -> {
        Sketch sketch = new Sketch(width, height);
        for (int i = random.nextInt(6); i >= 0; i--) {
          sketch.line(
              random.nextDouble() * width,
              random.nextDouble() * height,
              random.nextDouble() * width,
              random.nextDouble() * height,
              random.nextDouble() * 5);
        }
        yield sketch.picture(paper, ink);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void read_randomPictures_givesAValidReading(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      GreyImage picture = randomPicture(random);

      assertValid(DigitPreprocessor.DEFAULT.read(picture), picture);
      assertValid(randomSteps(random).read(picture), picture);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 2",
    "1, 2",
    "3, 5",
    "1, 1000",
    "1000, 1",
    "16384, 1",
    "2, 5000",
    "28, 28"
  })
  void read_extremeSizes_givesAValidReading(int width, int height) {
    GreyImage noise = Images.random(width, height, 13);
    GreyImage black = Images.of(width, height, (x, y) -> 0);
    GreyImage half = Images.of(width, height, (x, y) -> x * 2 < width ? 1 : 0);
    int column = width / 2;
    int row = height / 2;
    GreyImage dot = Images.of(width, height, (x, y) -> x == column && y == row ? 0 : 1);
    DigitPreprocessor upright = DigitPreprocessor.DEFAULT.with(Step.DESKEW).without(Step.SHRINK);

    for (GreyImage picture : List.of(noise, black, half, dot)) {
      assertValid(DigitPreprocessor.DEFAULT.read(picture), picture);
      assertValid(upright.read(picture), picture);
    }
  }
}
