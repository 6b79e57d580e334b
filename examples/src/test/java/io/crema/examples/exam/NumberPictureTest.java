package io.crema.examples.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.examples.exam.NumberPicture.Kind;
import io.crema.vision.raster.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ink of numbers, counted on their pictures. Each digit of the tests is of one piece. */
class NumberPictureTest {

  private static final int SEEDS = 30;

  private static List<float[]> digits(int count) {
    List<float[]> digits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      digits.add(i % 3 == 0 ? Drawn.five() : i % 3 == 1 ? Drawn.zero() : Drawn.one());
    }
    return digits;
  }

  private static int parts(NumberPicture picture) {
    return Drawn.parts(Drawn.ink(Drawn.levels(picture.file())));
  }

  @ParameterizedTest
  @EnumSource
  void draw_sameSeed_givesTheSamePicture(Kind kind) {
    NumberPicture picture = NumberPicture.draw(digits(4), kind, 5);

    assertThat(NumberPicture.draw(digits(4), kind, 5).file()).isEqualTo(picture.file());
    assertThat(NumberPicture.draw(digits(4), kind, 5).boxes()).isEqualTo(picture.boxes());
    assertThat(NumberPicture.draw(digits(4), kind, 6).file()).isNotEqualTo(picture.file());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void apart_everyDigit_isAPieceOfItsOwn(int count) {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(parts(NumberPicture.draw(digits(count), Kind.APART, seed))).isEqualTo(count);
    }
  }

  @Test
  void apart_everyDigit_isSurroundedByCleanPaper() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] levels = Drawn.levels(NumberPicture.draw(digits(5), Kind.APART, seed).file());
      int paper = levels[0][0];
      int dark = Drawn.least(levels);
      boolean[][] touched = new boolean[levels.length][levels[0].length];
      for (int y = 0; y < touched.length; y++) {
        for (int x = 0; x < touched[0].length; x++) {
          // Compression may move clean paper by some levels.
          touched[y][x] = levels[y][x] < paper - (paper - dark) / 6;
        }
      }
      assertThat(Drawn.parts(touched)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void touching_atLeastTwoDigits_areOnePiece(int count) {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(parts(NumberPicture.draw(digits(count), Kind.TOUCHING, seed)))
          .isBetween(1, count - 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void boxes_areThoseOfTheInkInOrder(Kind kind) {
    for (int seed = 0; seed < SEEDS; seed++) {
      NumberPicture picture = NumberPicture.draw(digits(4), kind, seed);
      Box all = Drawn.box(Drawn.ink(Drawn.levels(picture.file())));
      List<Box> boxes = picture.boxes();
      assertThat(boxes).hasSize(4);
      assertThat(boxes).isSortedAccordingTo((a, b) -> Integer.compare(a.right(), b.right()));
      assertThat(boxes.get(0).x()).isCloseTo(all.x(), within(1));
      for (Box box : boxes) {
        assertThat(box.height()).isBetween((int) (0.88 * 40), (int) (1.12 * 120));
        assertThat(box.y()).isGreaterThanOrEqualTo(all.y() - 1);
        assertThat(box.bottom()).isLessThanOrEqualTo(all.bottom() + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void draw_tooFewOrMany_isRefused(int count) {
    List<float[]> digits = Collections.nCopies(count, Drawn.one());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumberPicture.draw(digits, Kind.APART, 1))
        .withMessage("digits: expected 2 to 6, got " + count);
  }
}
