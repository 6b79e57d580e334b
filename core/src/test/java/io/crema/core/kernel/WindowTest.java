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
    assertThat(tall)
        .isEqualTo(
            new Window(new Axis(in, kernel, stride, 1, before, after), Axis.valid(1, 1, 1, 1)));
    assertThat(tall.outHeight()).isEqualTo(out);

    Window wide = Window.same(1, in, 1, kernel, 1, stride);
    assertThat(wide)
        .isEqualTo(
            new Window(Axis.valid(1, 1, 1, 1), new Axis(in, kernel, stride, 1, before, after)));
    assertThat(wide.outWidth()).isEqualTo(out);
  }

  @Test
  void rowsAndColumns_windowsAcrossTheBorder_areCutToTheImage() {
    Window window = new Window(new Axis(6, 3, 2, 1, 2, 1), new Axis(5, 4, 3, 1, 1, 3));
    int[][] rows = {{0, 1}, {0, 3}, {2, 5}, {4, 6}};
    int[][] columns = {{0, 3}, {2, 5}};
    assertThat(window.outHeight()).isEqualTo(rows.length);
    assertThat(window.outWidth()).isEqualTo(columns.length);
    for (int y = 0; y < rows.length; y++) {
      assertThat(new int[] {window.rows().first(y), window.rows().end(y)}).containsExactly(rows[y]);
    }
    for (int x = 0; x < columns.length; x++) {
      assertThat(new int[] {window.columns().first(x), window.columns().end(x)})
          .containsExactly(columns[x]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "11, 3, 1, 2, 5, 7",
    "11, 3, 2, 2, 5, 4",
    "5, 2, 1, 4, 5, 1",
    "7, 1, 3, 9, 1, 3", // nothing to dilate
    "9, 4, 2, 2, 7, 2"
  })
  void valid_dilated_hasTheDocumentedExtentAndOutput(
      int in, int kernel, int stride, int dilation, int extent, int out) {
    Axis axis = Axis.valid(in, kernel, stride, dilation);
    assertThat(axis.extent()).isEqualTo(extent);
    assertThat(axis.out()).isEqualTo(out);
  }

  @ParameterizedTest
  @CsvSource({"9, 3, 1, 2, 2, 2", "3, 3, 1, 5, 5, 5", "9, 4, 2, 3, 4, 5", "8, 2, 2, 3, 1, 1"})
  void same_dilated_padsByTheExtent(
      int in, int kernel, int stride, int dilation, int before, int after) {
    Axis axis = Axis.same(in, kernel, stride, dilation);
    assertThat(axis).isEqualTo(new Axis(in, kernel, stride, dilation, before, after));
    assertThat(axis.out()).isEqualTo((in + stride - 1) / stride);
  }

  @Test
  void place_anyWindow_countsFromThePaddingOn() {
    Axis axis = new Axis(6, 3, 2, 4, 3, 5);
    assertThat(axis.place(0, 0)).isEqualTo(-3);
    assertThat(axis.place(2, 1)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 1, 1", "28, 0, 1, 1", "28, 3, 0, 1", "28, 3, 1, 0", "-1, -2, -3, -4"})
  void validAndSame_numberBelowOne_isRefused(int in, int kernel, int stride, int dilation) {
    String message =
        "expected image, kernel, stride and dilation of at least 1, got %d, %d, %d, %d"
            .formatted(in, kernel, stride, dilation);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.valid(in, kernel, stride, dilation))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.same(in, kernel, stride, dilation))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1"})
  void constructor_negativePadding_isRefused(int before, int after) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Axis(9, 3, 1, 1, before, after))
        .withMessage("expected padding of at least 0, got %d and %d", before, after);
  }

  @Test
  void constructor_kernelBeyondThePaddedImage_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.valid(4, 5, 1, 1))
        .withMessage("expected at least 5 pixels with padding, got 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Axis(2, 3, 1, 2, 1, 1))
        .withMessage("expected at least 5 pixels with padding, got 4");
  }

  @Test
  void constructor_moreThanAnIntHolds_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Axis(1, 1 << 16, 1, 1 << 16, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .withMessageContaining("pixels with padding, got 4294967295");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.same(9, 1 << 16, 1, 1 << 16))
        .withMessageContaining("pixels with padding");
  }
}
