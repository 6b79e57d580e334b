package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetSplitTest {

  private static final Shape PIXEL = Shape.of(1, 1, 1);

  /** Images of one pixel, each another, of classes of given sizes, class by class. */
  private static ImageSet images(int... counts) {
    int[] labels =
        IntStream.range(0, counts.length)
            .flatMap(c -> IntStream.generate(() -> c).limit(counts[c]))
            .toArray();
    byte[] pixels = new byte[labels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return ImageSet.of(PIXEL, pixels, labels, counts.length);
  }

  private static int[] pixels(ImageSet images) {
    return IntStream.range(0, images.size()).map(i -> images.image(i)[0] & 0xFF).toArray();
  }

  @Test
  void split_classesOfManySizes_givesEachItsShare() {
    DataSet parts = DataSet.split(images(100, 10, 13, 2, 1, 0), 0.2, 7);

    assertThat(parts.test().classCounts()).containsExactly(20, 2, 3, 1, 0, 0);
    assertThat(parts.train().classCounts()).containsExactly(80, 8, 10, 1, 1, 0);
  }

  @Test
  void split_largeShare_leavesAnImageOfEachClassToTrainOn() {
    DataSet parts = DataSet.split(images(3, 2), 0.99, 7);

    assertThat(parts.train().classCounts()).containsExactly(1, 1);
    assertThat(parts.test().classCounts()).containsExactly(2, 1);
  }

  @Test
  void split_anyImage_isInOnePartWithItsLabel() {
    ImageSet all = images(60, 40);
    DataSet parts = DataSet.split(all, 0.25, 3);

    int[] both =
        IntStream.concat(Arrays.stream(pixels(parts.train())), Arrays.stream(pixels(parts.test())))
            .sorted()
            .toArray();
    assertThat(both).isEqualTo(pixels(all));
    for (int i = 0; i < parts.test().size(); i++) {
      assertThat(parts.test().label(i)).isEqualTo(all.label(pixels(parts.test())[i]));
    }
  }

  @Test
  void split_classByClass_comesShuffled() {
    assertThat(DataSet.split(images(60, 40), 0.25, 3).train().limit(20).classCounts())
        .doesNotContain(0);
  }

  @Test
  void split_seed_decidesTheParts() {
    ImageSet all = images(60, 40);

    assertThat(pixels(DataSet.split(all, 0.25, 3).test()))
        .isEqualTo(pixels(DataSet.split(all, 0.25, 3).test()))
        .isNotEqualTo(pixels(DataSet.split(all, 0.25, 4).test()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void split_shareOutOfRange_isRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.split(images(5), share, 1))
        .withMessage("split: expected a share of test images between 0 and 1, got " + share);
  }

  @Test
  void split_oneImageAClass_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSet.split(images(1, 1, 0), 0.5, 1))
        .withMessage(
            "split: expected a class with at least 2 images, got 2 classes with 1 image each");
  }
}
