package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against the definition, sign * fraction * 2^exponent, in double, and a search for the nearest.
 */
class HalfFloatTest {

  private static final int INFINITY = 0x7c00;

  private static double defined(int half) {
    int exponent = half >> 10 & 31;
    int fraction = half & 1023;
    double size =
        exponent == 0
            ? fraction * StrictMath.pow(2, -24)
            : (1024 + fraction) * StrictMath.pow(2, exponent - 25);
    return half < 0x8000 ? size : -size;
  }

  @Test
  void toFloat_everyFiniteHalf_isItsDefinition() {
    for (int half = 0; half < 0x10000; half++) {
      if ((half & INFINITY) != INFINITY) {
        assertThat((double) HalfFloat.toFloat((short) half))
            .as("%x", half)
            .isEqualTo(defined(half));
      }
    }
  }

  @Test
  void toFloat_notFinite_isTheSame() {
    assertThat(HalfFloat.toFloat((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(HalfFloat.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloat.toFloat((short) 0x7e00)).isNaN();
  }

  @Test
  void of_everyFiniteHalf_isItself() {
    for (int half = 0; half < 0x10000; half++) {
      if ((half & INFINITY) != INFINITY) {
        assertThat(HalfFloat.of(HalfFloat.toFloat((short) half))).isEqualTo((short) half);
      }
    }
  }

  /* Between two neighbours: the middle goes to the even one, its neighbours to the nearer one. */
  @Test
  void of_betweenNeighbours_isTheNearest() {
    for (int half = 0; half < INFINITY - 1; half++) {
      float middle = (float) ((defined(half) + defined(half + 1)) / 2);
      int even = half + (half & 1);
      assertThat(HalfFloat.of(middle)).as("%x", half).isEqualTo((short) even);
      assertThat(HalfFloat.of(-middle)).isEqualTo((short) (even | 0x8000));
      assertThat(HalfFloat.of(Math.nextDown(middle))).isEqualTo((short) half);
      assertThat(HalfFloat.of(Math.nextUp(middle))).isEqualTo((short) (half + 1));
    }
  }

  @Test
  void of_randomFloats_areNoFartherThanHalfAStep() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (HalfFloat.holds(value)) {
        double error = Math.abs(HalfFloat.toFloat(HalfFloat.of(value)) - (double) value);
        assertThat(error).isLessThanOrEqualTo(Math.max(Math.abs(value) * 0x1p-11, 0x1p-25));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65504, true",
    "65519.996, true",
    "-65519.996, true",
    "65520, false",
    "-65520, false",
    "Infinity, false",
    "NaN, false"
  })
  void holds_aroundTheLargest_isWhatRoundsToIt(float value, boolean held) {
    assertThat(HalfFloat.holds(value)).isEqualTo(held);
    if (held) {
      assertThat(Math.abs(HalfFloat.toFloat(HalfFloat.of(value)))).isEqualTo(HalfFloat.MAX_VALUE);
    }
  }
}
