package io.crema.examples.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.vision.raster.Box;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each variation says of itself, seen on its pictures. */
class PictureVariationTest {

  private static final int SEEDS = 12;

  /** An edge may lie half a pixel off on either side, and a file rounds levels. */
  private static final int EDGE = 2;

  private static byte[] draw(PictureVariation variation, long seed) {
    return variation.draw(Drawn.five(), seed);
  }

  private static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  private static int size(PictureVariation variation, long seed) {
    Box box = Drawn.box(Drawn.ink(Drawn.levels(draw(variation, seed))));
    return Math.max(box.width(), box.height());
  }

  // all

  @ParameterizedTest
  @EnumSource
  void draw_sameSeed_givesTheSameBytes(PictureVariation variation) {
    byte[] first = draw(variation, 3);

    assertThat(draw(variation, 3)).isEqualTo(first);
    assertThat(draw(variation, 4)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void draw_anySeed_givesAPictureThatIsNotEmpty(PictureVariation variation) {
    seeds()
        .limit(3)
        .forEach(
            seed -> {
              BufferedImage image = Drawn.decode(draw(variation, seed));
              assertThat(image).isNotNull();
              int band = image.getRaster().getNumBands() - 1;
              int[] samples =
                  image
                      .getRaster()
                      .getSamples(0, 0, image.getWidth(), image.getHeight(), band, (int[]) null);
              assertThat(Arrays.stream(samples).distinct().count()).isGreaterThan(1);
            });
  }

  @ParameterizedTest
  @EnumSource
  void draw_digit_isNotModified(PictureVariation variation) {
    float[] digit = Drawn.zero();

    variation.draw(digit, 1);

    assertThat(digit).isEqualTo(Drawn.zero());
  }

  @ParameterizedTest
  @EnumSource
  void words_areThereAndOneLine(PictureVariation variation) {
    assertThat(variation.title()).isNotBlank().hasSizeLessThan(20);
    assertThat(variation.description()).isNotBlank().doesNotContain("\n", "|");
  }

  @Test
  void draw_anotherLength_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureVariation.CROP.draw(new float[783], 1))
        .withMessage("digit: expected 784 levels, got 783");
  }

  @Test
  void draw_noInk_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureVariation.CROP.draw(new float[784], 1))
        .withMessage("digit: expected ink, got an empty image");
  }

  // place and size

  @Test
  void darkOnWhite_isDarkOnWhite() {
    seeds()
        .forEach(
            seed -> {
              int[][] levels = Drawn.levels(draw(PictureVariation.DARK_ON_WHITE, seed));
              assertThat(levels[0][0]).isGreaterThan(235);
              assertThat(Drawn.least(levels)).isLessThan(75);
              assertThat(size(PictureVariation.DARK_ON_WHITE, seed))
                  .isBetween(80 - EDGE, 200 + EDGE);
              assertThat(levels.length).isBetween(200, 400);
              assertThat(levels[0].length).isBetween(200, 400);
            });
  }

  @Test
  void lightOnDark_isLightOnDark() {
    seeds()
        .forEach(
            seed -> {
              int[][] levels = Drawn.levels(draw(PictureVariation.LIGHT_ON_DARK, seed));
              assertThat(levels[0][0]).isLessThan(60);
              assertThat(Drawn.most(levels)).isGreaterThan(195);
            });
  }

  @Test
  void sizes_areWhatTheTitlesSay() {
    seeds()
        .forEach(
            seed -> {
              assertThat(size(PictureVariation.SMALL, seed)).isBetween(8 - EDGE, 24 + EDGE);
              assertThat(size(PictureVariation.MEDIUM, seed)).isBetween(24 - EDGE, 200 + EDGE);
            });
    seeds()
        .limit(4)
        .forEach(
            seed ->
                assertThat(size(PictureVariation.LARGE, seed)).isBetween(200 - EDGE, 2000 + EDGE));
  }

  @Test
  void position_goesToTheBorderAndNotBeyond() {
    int nearest = Integer.MAX_VALUE;
    for (int seed = 0; seed < 3 * SEEDS; seed++) {
      int[][] levels = Drawn.levels(draw(PictureVariation.POSITION, seed));
      Box box = Drawn.box(Drawn.ink(levels));
      int margin =
          Math.min(
              Math.min(box.x(), box.y()),
              Math.min(levels[0].length - box.right(), levels.length - box.bottom()));
      assertThat(margin).isGreaterThanOrEqualTo(1);
      nearest = Math.min(nearest, margin);
    }
    assertThat(nearest).isLessThanOrEqualTo(3);
  }

  @Test
  void crop_leavesAtMostATwentieth() {
    seeds()
        .forEach(
            seed -> {
              int[][] levels = Drawn.levels(draw(PictureVariation.CROP, seed));
              Box box = Drawn.box(Drawn.ink(levels));
              int most = EDGE + Math.round(0.05f * Math.max(box.width(), box.height()));
              assertThat(box.x()).isLessThanOrEqualTo(most);
              assertThat(box.y()).isLessThanOrEqualTo(most);
              assertThat(levels[0].length - box.right()).isLessThanOrEqualTo(most);
              assertThat(levels.length - box.bottom()).isLessThanOrEqualTo(most);
            });
  }

  @Test
  void rotation_turnsAStrokeByUpToFifteenDegrees() {
    double widest = 0;
    for (int seed = 0; seed < 3 * SEEDS; seed++) {
      byte[] file = PictureVariation.ROTATION.draw(Drawn.one(), seed);
      Box box = Drawn.box(Drawn.ink(Drawn.levels(file)));
      // 2.4 of 20 pixels are the stroke's own width.
      double degrees =
          Math.toDegrees(Math.atan((box.width() - 0.12 * box.height()) / box.height()));
      assertThat(degrees).isBetween(-1.0, 17.0);
      widest = Math.max(widest, degrees);
    }
    assertThat(widest).isGreaterThan(10);
  }

  // pens

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pens_changeTheWidthOfAStroke(long seed) {
    double usual = width(PictureVariation.DARK_ON_WHITE, seed);

    assertThat(width(PictureVariation.THIN_PEN, seed) / usual).isBetween(0.25, 0.55);
    assertThat(width(PictureVariation.THICK_MARKER, seed) / usual).isBetween(1.35, 2.1);
  }

  /** The width of an upright stroke in its middle, as a share of its height. */
  private static double width(PictureVariation variation, long seed) {
    boolean[][] ink = Drawn.ink(Drawn.levels(variation.draw(Drawn.one(), seed)));
    Box box = Drawn.box(ink);
    boolean[][] middle = {ink[box.y() + box.height() / 2]};
    return (double) Drawn.count(middle) / box.height();
  }

  @Test
  void thickMarker_loop_staysOpen() {
    seeds()
        .forEach(
            seed -> {
              byte[] file = PictureVariation.THICK_MARKER.draw(Drawn.zero(), seed);
              boolean[][] ink = Drawn.ink(Drawn.levels(file));
              for (boolean[] row : ink) {
                for (int x = 0; x < row.length; x++) {
                  row[x] = !row[x];
                }
              }
              assertThat(Drawn.parts(ink)).isEqualTo(2);
            });
  }

  @Test
  void thinPen_digit_staysInOnePiece() {
    seeds()
        .forEach(
            seed -> {
              byte[] file = PictureVariation.THIN_PEN.draw(Drawn.five(), seed);
              assertThat(Drawn.parts(Drawn.ink(Drawn.levels(file)))).isEqualTo(1);
            });
  }

  // light and files

  @Test
  void unevenLight_paper_isAsDarkAsItSays() {
    seeds()
        .forEach(
            seed -> {
              int[][] levels = Drawn.levels(draw(PictureVariation.UNEVEN_LIGHT, seed));
              double darkest = 255;
              int bottom = levels.length - 1;
              int right = levels[0].length - 1;
              for (int y = 0; y <= bottom; y++) {
                for (int x = 0; x <= right; x += y == 0 || y == bottom ? 1 : right) {
                  darkest = Math.min(darkest, levels[y][x]);
                }
              }
              double brightest = Drawn.most(levels);
              assertThat(darkest / brightest).isBetween(0.33, 0.62);
            });
  }

  @Test
  void lowContrast_inkIsAFifthToAThirdDarker() {
    seeds()
        .forEach(
            seed -> {
              int[][] levels = Drawn.levels(draw(PictureVariation.LOW_CONTRAST, seed));
              // Compression makes single pixels a few levels darker.
              assertThat((double) Drawn.least(levels) / levels[0][0]).isBetween(0.6, 0.82);
            });
  }

  @Test
  void transparent_paperIsTransparentAndInkIsNot() {
    BufferedImage image = Drawn.decode(draw(PictureVariation.TRANSPARENT, 1));

    assertThat(image.getColorModel().hasAlpha()).isTrue();
    assertThat(image.getRGB(0, 0) >>> 24).isZero();
    int[] alpha =
        image
            .getAlphaRaster()
            .getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    assertThat(Arrays.stream(alpha).max()).hasValue(255);
  }

  @Test
  void palette_hasTwoToSixteenColours() {
    seeds()
        .forEach(
            seed -> {
              BufferedImage image = Drawn.decode(draw(PictureVariation.PALETTE, seed));
              assertThat(image.getColorModel().getPixelSize()).isIn(1, 2, 4);
              assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
            });
  }

  @Test
  void photo_isAsLargeAsItSays() {
    BufferedImage image = Drawn.decode(draw(PictureVariation.PHOTO, 1));

    assertThat(Math.max(image.getWidth(), image.getHeight())).isBetween(1000, 1601);
  }
}
