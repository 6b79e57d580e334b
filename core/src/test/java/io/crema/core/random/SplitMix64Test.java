package io.crema.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against numbers that a Python program gave for the algorithm as published (Steele, Lea and Flood
 * 2014; those of seed 1234567 are on many pages, Rosetta Code among them). They are frozen.
 */
class SplitMix64Test {

  private static long[] first(long seed, int count) {
    SplitMix64 random = new SplitMix64(seed);
    long[] values = new long[count];
    Arrays.setAll(values, i -> random.next());
    return values;
  }

  private static int[] firstBelow(int bound, long seed, int count) {
    SplitMix64 random = new SplitMix64(seed);
    return IntStream.generate(() -> random.nextInt(bound)).limit(count).toArray();
  }

  @Test
  void next_severalSeeds_givesThePublishedNumbers() {
    assertThat(first(1234567, 5))
        .containsExactly(
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821"));
    assertThat(first(0, 4))
        .containsExactly(
            0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL, 0xf88bb8a8724c81ecL);
    assertThat(first(-1, 3))
        .containsExactly(0xe4d971771b652c20L, 0xe99ff867dbf682c9L, 0x382ff84cb27281e9L);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1234567, Long.MIN_VALUE})
  void at_eachIndex_isWhatNextGives(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    for (int i = 0; i < 1000; i++) {
      assertThat(SplitMix64.at(seed, i)).as("index %d", i).isEqualTo(random.next());
    }
  }

  @Test
  void mix_closeValues_givesThePublishedNumbers() {
    assertThat(SplitMix64.mix(0)).isZero();
    assertThat(SplitMix64.mix(1)).isEqualTo(0x5692161d100b05e5L);
    assertThat(SplitMix64.mix(-1)).isEqualTo(0xb4d055fcf2cbbd7bL);
  }

  @Test
  void derive_closeSeedsAndKeys_givesTheFrozenNumbers() {
    assertThat(SplitMix64.derive(0, 0)).isEqualTo(0x9e0160293a33aaf7L);
    assertThat(SplitMix64.derive(0, 1)).isEqualTo(0x4870e329627082a1L);
    assertThat(SplitMix64.derive(1, 0)).isEqualTo(0x5c52bd4054e958c9L);
    assertThat(SplitMix64.derive(2026, 7)).isEqualTo(0x439c65381d5a0b96L);
  }

  @Test
  void nextInt_smallBound_givesTheFrozenNumbers() {
    assertThat(firstBelow(10, 7, 12)).containsExactly(3, 0, 9, 5, 4, 2, 4, 3, 1, 4, 1, 9);
  }

  @Test
  void nextInt_boundThatDoesNotDivide_skipsWhatWouldBeTooLikely() {
    // without the rejection the third were 1450776624 and the fourth 938874954
    assertThat(firstBelow(3 << 29, 7, 5))
        .containsExactly(627864757, 27039440, 728708678, 401737586, 753691068);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1 << 30, Integer.MAX_VALUE})
  void nextInt_anyBound_staysBelow(int bound) {
    for (int value : firstBelow(bound, 11, 1000)) {
      assertThat(value).isBetween(0, bound - 1);
    }
  }

  @Test
  void nextInt_manyDraws_areEquallyLikely() {
    int draws = 100_000;
    int[] counts = new int[10];
    for (int value : firstBelow(10, 7, draws)) {
      counts[value]++;
    }
    double chiSquare =
        Arrays.stream(counts).mapToDouble(n -> Math.pow(n - draws / 10.0, 2) * 10 / draws).sum();
    assertThat(chiSquare).isBetween(2.09, 21.67); // 98 of 100 such sums, 9 degrees of freedom
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void nextInt_boundBelowOne_isRefused(int bound) {
    SplitMix64 random = new SplitMix64(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.nextInt(bound))
        .withMessage("bound: expected at least 1, got %d", bound);
  }

  @Test
  void permutation_severalSeeds_givesTheFrozenOrders() {
    assertThat(SplitMix64.permutation(10, 42)).containsExactly(4, 6, 1, 8, 2, 5, 9, 3, 0, 7);
    assertThat(SplitMix64.permutation(10, 43)).containsExactly(5, 9, 6, 3, 0, 8, 1, 7, 4, 2);
    assertThat(SplitMix64.permutation(16, 2026))
        .containsExactly(1, 3, 15, 13, 12, 0, 7, 6, 4, 14, 11, 8, 5, 10, 2, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 207, 10_000})
  void permutation_anyLength_holdsEachNumberOnce(int n) {
    int[] sorted = SplitMix64.permutation(n, 3);
    Arrays.sort(sorted);
    assertThat(sorted).containsExactly(IntStream.range(0, n).toArray());
  }

  @Test
  void permute_arrayWithOldValues_isThePermutation() {
    int[] order = new int[207];
    Arrays.fill(order, 5);
    SplitMix64.permute(order, 9);
    assertThat(order).containsExactly(SplitMix64.permutation(207, 9));
  }
}
