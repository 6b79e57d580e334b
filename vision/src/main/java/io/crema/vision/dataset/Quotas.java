package io.crema.vision.dataset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Places handed out in proportion. */
final class Quotas {

  private Quotas() {}

  /**
   * {@return for every class its share of the places, by the method of the largest remainder}
   *
   * @param counts the size of every class, at least one of them positive. Not modified.
   * @param places how many to hand out, at most the sum of {@code counts}
   */
  static int[] largestRemainder(int[] counts, int places) {
    long total = IntStream.of(counts).asLongStream().sum();
    int[] quotas = new int[counts.length];
    Arrays.setAll(quotas, c -> (int) ((long) places * counts[c] / total));
    int left = places - IntStream.of(quotas).sum();
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingLong(c -> -((long) places * counts[c] % total))) // stable
        .limit(left)
        .forEach(c -> quotas[c]++);
    return quotas;
  }
}
