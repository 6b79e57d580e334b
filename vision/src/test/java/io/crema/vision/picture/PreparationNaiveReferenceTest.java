package io.crema.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Picture;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resizes pixel by pixel in double, as the definition says. */
class PreparationNaiveReferenceTest {

  /** Float sums, and rounding to a step. */
  private static final double ROUNDING = 0.5 + 0.01;

  private static final String SIZES =
      """
      40, 30, 16, 16
      30, 40, 16, 16
      7, 5, 28, 20
      5, 31, 8, 24
      33, 17, 33, 17
      1, 1, 4, 6
      100, 3, 12, 8
      64, 64, 9, 31
      """;

  /** {@code [H, W, 3]} samples at random. */
  private static byte[] random(int width, int height) {
    byte[] samples = new byte[height * width * 3];
    new Random(width * 1000L + height).nextBytes(samples);
    return samples;
  }

  private interface Plane {
    double at(int x, int y);
  }

  /** One value of a picture scaled from a range of columns and rows. */
  private static double resampled(
      Plane plane, int width, int height, double[] columns, double[] rows) {
    double sum = 0;
    double[] across = weights(width, columns[0], columns[1]);
    double[] down = weights(height, rows[0], rows[1]);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sum += across[x] * down[y] * plane.at(x, y);
      }
    }
    return Math.min(255, Math.max(0, sum));
  }

  /** The weight of each old pixel in a new one that spans a range of them. */
  private static double[] weights(int length, double from, double to) {
    double[] weights = new double[length];
    if (to - from >= 1) {
      for (int i = -1; i <= length; i++) {
        double covered = Math.max(0, Math.min(to, i + 1) - Math.max(from, i));
        weights[Math.min(length - 1, Math.max(0, i))] += covered / (to - from);
      }
      return weights;
    }
    double middle = (from + to) / 2 - 0.5;
    for (int i = (int) Math.floor(middle) - 1; i <= Math.floor(middle) + 2; i++) {
      weights[Math.min(length - 1, Math.max(0, i))] += catmullRom(Math.abs(middle - i));
    }
    return weights;
  }

  /** The kernel of Catmull and Rom, by the distance. */
  private static double catmullRom(double d) {
    return d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2;
  }

  private static void assertIsReference(
      byte[] samples, int width, int height, PicturePreparation p, Picture found) {
    double scaleX = (double) p.width() / width;
    double scaleY = (double) p.height() / height;
    int newWidth = p.width();
    int newHeight = p.height();
    if (p.resize() == ResizeMode.CROP) {
      scaleX = scaleY = Math.max(scaleX, scaleY);
    } else if (p.resize() == ResizeMode.FIT) {
      double scale = Math.min(scaleX, scaleY);
      newWidth = (int) Math.max(1, Math.round(width * scale));
      newHeight = (int) Math.max(1, Math.round(height * scale));
      scaleX = (double) newWidth / width;
      scaleY = (double) newHeight / height;
    }
    int left = (p.width() - newWidth) / 2;
    int top = (p.height() - newHeight) / 2;
    double fromX = (width - newWidth / scaleX) / 2;
    double fromY = (height - newHeight / scaleY) / 2;
    for (int y = 0; y < p.height(); y++) {
      for (int x = 0; x < p.width(); x++) {
        for (int c = 0; c < 3; c++) {
          int channel = c;
          boolean beside = x < left || x >= left + newWidth || y < top || y >= top + newHeight;
          double expected =
              beside
                  ? 255
                  : resampled(
                      (px, py) -> samples[(py * width + px) * 3 + channel] & 0xFF,
                      width,
                      height,
                      new double[] {fromX + (x - left) / scaleX, fromX + (x - left + 1) / scaleX},
                      new double[] {fromY + (y - top) / scaleY, fromY + (y - top + 1) / scaleY});
          assertThat((double) found.get(x, y, c))
              .as("%s (%d, %d) channel %d", p, x, y, c)
              .isBetween(expected - ROUNDING, expected + ROUNDING);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void read_everyMode_isTheReference(int width, int height, int newWidth, int newHeight)
      throws IOException {
    byte[] samples = random(width, height);
    byte[] png = Encoded.png(width, height, 8, 2, samples);
    for (ResizeMode mode : ResizeMode.values()) {
      PicturePreparation p = PicturePreparation.of(newHeight, newWidth, ColorMode.RGB, mode);

      Picture found = PictureReader.read("x.png", png, p);

      assertIsReference(samples, width, height, p, found);
    }
  }

  /** From 8 rows and columns for each pixel on, only every second one is decoded. */
  @ParameterizedTest
  @CsvSource({"128, 64, 8, 8", "256, 260, 8, 8", "1000, 900, 10, 9"})
  void read_farLarger_isTheMeanOfEverySoManyPixels(
      int width, int height, int newWidth, int newHeight) throws IOException {
    byte[] samples = random(width, height);
    PicturePreparation p =
        PicturePreparation.of(newHeight, newWidth, ColorMode.RGB, ResizeMode.STRETCH);
    int period = Math.min(width / newWidth, height / newHeight) / PicturePreparation.SAMPLES;
    int fewerColumns = (width + period - 1) / period;
    int fewerRows = (height + period - 1) / period;
    byte[] fewer = new byte[fewerColumns * fewerRows * 3];
    for (int i = 0; i < fewer.length; i++) {
      int x = i / 3 % fewerColumns * period;
      int y = i / 3 / fewerColumns * period;
      fewer[i] = samples[(y * width + x) * 3 + i % 3];
    }

    Picture found = PictureReader.read("x", Encoded.png(width, height, 8, 2, samples), p);

    assertThat(period).isGreaterThan(1);
    assertIsReference(fewer, fewerColumns, fewerRows, p, found);
  }

  /** Each orientation undoes what is done to the pixels before. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void read_orientation_isFollowedInColorInEveryMode(int orientation) throws IOException {
    int width = 21;
    int height = 13;
    byte[] shown = random(width, height);
    boolean turned = orientation >= 5;
    int storedWidth = turned ? height : width;
    int storedHeight = turned ? width : height;
    byte[] stored = new byte[shown.length];
    for (int y = 0; y < storedHeight; y++) {
      for (int x = 0; x < storedWidth; x++) {
        int[] at = shownAt(orientation, x, y, width, height);
        System.arraycopy(shown, (at[1] * width + at[0]) * 3, stored, (y * storedWidth + x) * 3, 3);
      }
    }
    byte[] png = Encoded.png(storedWidth, storedHeight, 8, 2, stored);
    byte[] exif = Encoded.chunk("eXIf", Encoded.exif(orientation, ByteOrder.BIG_ENDIAN));
    byte[] tagged =
        Encoded.concat(Arrays.copyOf(png, 33), exif, Arrays.copyOfRange(png, 33, png.length));

    for (ResizeMode mode : ResizeMode.values()) {
      PicturePreparation p = PicturePreparation.of(8, 11, ColorMode.RGB, mode);
      assertIsReference(shown, width, height, p, PictureReader.read("x", tagged, p));
    }
    assertThat(PictureReader.readColor("x", tagged)).isEqualTo(Picture.of(height, width, 3, shown));
  }

  /**
   * Where a stored pixel is to be shown, by the table of Exif: the side of the first row, column.
   */
  private static int[] shownAt(int orientation, int x, int y, int width, int height) {
    return switch (orientation) {
      case 1 -> new int[] {x, y}; // top, left
      case 2 -> new int[] {width - 1 - x, y}; // top, right
      case 3 -> new int[] {width - 1 - x, height - 1 - y}; // bottom, right
      case 4 -> new int[] {x, height - 1 - y}; // bottom, left
      case 5 -> new int[] {y, x}; // left, top
      case 6 -> new int[] {width - 1 - y, x}; // right, top
      case 7 -> new int[] {width - 1 - y, height - 1 - x}; // right, bottom
      default -> new int[] {y, height - 1 - x}; // left, bottom
    };
  }
}
