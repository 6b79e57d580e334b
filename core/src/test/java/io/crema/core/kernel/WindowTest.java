package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "28, 3, 1, 26",
    "28, 5, 1, 24",
    "26, 2, 2, 13",
    "13, 2, 2, 6",
    "7, 3, 3, 2",
    "3, 3, 1, 1",
    "1, 1, 5, 1"
  })
  void valid_oneAxis_hasTheDocumentedOutput(int in, int kernel, int stride, int out) {
    Window tall = Window.valid(in, 1, kernel, 1, stride, 1);
    assertThat(tall.outHeight()).isEqualTo(out);
    assertThat(tall.outWidth()).isEqualTo(1);
    assertThat(tall.outPixels()).isEqualTo(out);

    Window wide = Window.valid(2, in, 1, kernel, 1, stride);
    assertThat(wide.outWidth()).isEqualTo(out);
    assertThat(wide.outHeight()).isEqualTo(2);
    assertThat(wide.outPixels()).isEqualTo(2 * out);
    assertThat(wide.inPixels()).isEqualTo(2 * in);
  }

  /** The columns before and after are those of TensorFlow's documentation of its padding. */
  @ParameterizedTest
  @CsvSource({
    "28, 3, 1, 28, 1, 1",
    "28, 2, 1, 28, 0, 1",
    "28, 4, 1, 28, 1, 2",
    "13, 2, 2, 7, 0, 1",
    "12, 2, 2, 6, 0, 0",
    "10, 3, 2, 5, 0, 1",
    "11, 3, 2, 6, 1, 1",
    "5, 5, 3, 2, 1, 2",
    "7, 2, 3, 3, 0, 1",
    "8, 1, 3, 3, 0, 0", // padding would be negative
    "1, 3, 1, 1, 1, 1"
  })
  void same_oneAxis_splitsUnevenPaddingToTheEnd(
      int in, int kernel, int stride, int out, int before, int after) {
    Window tall = Window.same(in, 1, kernel, 1, stride, 1);
    assertThat(tall).isEqualTo(new Window(in, 1, kernel, 1, stride, 1, before, 0, after, 0));
    assertThat(tall.outHeight()).isEqualTo(out);

    Window wide = Window.same(1, in, 1, kernel, 1, stride);
    assertThat(wide).isEqualTo(new Window(1, in, 1, kernel, 1, stride, 0, before, 0, after));
    assertThat(wide.outWidth()).isEqualTo(out);
  }

  @Test
  void rowsAndColumns_windowsAcrossTheBorder_areCutToTheImage() {
    Window window = new Window(6, 5, 3, 4, 2, 3, 2, 1, 1, 3);
    int[][] rows = {{0, 1}, {0, 3}, {2, 5}, {4, 6}};
    int[][] columns = {{0, 3}, {2, 5}};
    assertThat(window.outHeight()).isEqualTo(rows.length);
    assertThat(window.outWidth()).isEqualTo(columns.length);
    for (int y = 0; y < rows.length; y++) {
      assertThat(new int[] {window.firstRow(y), window.endRow(y)}).containsExactly(rows[y]);
    }
    for (int x = 0; x < columns.length; x++) {
      assertThat(new int[] {window.firstColumn(x), window.endColumn(x)})
          .containsExactly(columns[x]);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 1", "28, 0, 1", "28, 3, 0", "-1, -2, -3"})
  void validAndSame_numberBelowOne_isRefused(int in, int kernel, int stride) {
    String numbers =
        ": expected image, kernel and stride of at least 1, got %d, %d, %d"
            .formatted(in, kernel, stride);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.valid(in, 9, kernel, 1, stride, 1))
        .withMessage("height" + numbers);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.valid(9, in, 1, kernel, 1, stride))
        .withMessage("width" + numbers);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.same(in, 9, kernel, 1, stride, 1))
        .withMessage("height" + numbers);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.same(9, in, 1, kernel, 1, stride))
        .withMessage("width" + numbers);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "3, 0", "0, 3"})
  void constructor_paddingOutOfRange_isRefused(int before, int after) {
    String numbers = ": expected padding of 0 to 2, got %d and %d".formatted(before, after);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(9, 9, 3, 3, 1, 1, before, 0, after, 0))
        .withMessage("height" + numbers);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(9, 9, 3, 3, 1, 1, 0, before, 0, after))
        .withMessage("width" + numbers);
  }

  @Test
  void constructor_kernelBeyondThePaddedImage_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.valid(4, 9, 5, 1, 1, 1))
        .withMessage("height: expected at least 5 pixels with padding, got 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(9, 2, 1, 5, 1, 1, 0, 1, 0, 1))
        .withMessage("width: expected at least 5 pixels with padding, got 4");
  }
}
