package io.crema.core.random;

/**
 * The SplitMix64 generator of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014: a counter that steps by the golden ratio, its value mixed.
 *
 * <p>Its numbers are frozen: a seed gives the same ones in every version of Crema and on every JDK.
 * Work that is spread over threads makes one generator per task from a key, never one per thread.
 * Not for secrets.
 */
public final class SplitMix64 {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /**
   * A generator that starts at a seed.
   *
   * @param seed any value
   */
  public SplitMix64(long seed) {
    state = seed;
  }

  /**
   * {@return the value under a bijection that turns close values into unrelated ones}
   *
   * @param value any value
   */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * {@return the seed of a sub-stream, as for one sample of one epoch}
   *
   * @param seed seed of the parent stream
   * @param key number of the sub-stream
   */
  public static long derive(long seed, long key) {
    return mix(mix(seed + GOLDEN_GAMMA) ^ (key * GOLDEN_GAMMA + 1));
  }

  /**
   * {@return the number at one place of the stream that starts at a seed: what the call of {@link
   * #next()} number {@code index} gives, from 0 on}
   *
   * @param seed seed of the stream
   * @param index place in it
   */
  public static long at(long seed, long index) {
    return mix(seed + (index + 1) * GOLDEN_GAMMA);
  }

  /** {@return the next 64 bits} */
  public long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * {@return the next number below a bound, all equally likely (Lemire, "Fast Random Integer
   * Generation in an Interval", 2019)}
   *
   * @param bound at least 1
   * @throws IllegalArgumentException if {@code bound < 1}
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound: expected at least 1, got " + bound);
    }
    long threshold = (1L << 32) % bound;
    long product;
    do {
      product = (next() >>> 32) * bound;
    } while ((product & 0xffffffffL) < threshold);
    return (int) (product >>> 32);
  }

  /**
   * {@return the numbers 0 to {@code n - 1} in random order (Fisher and Yates)}
   *
   * @param n at least 0
   * @param seed any value; one seed gives one order
   */
  public static int[] permutation(int n, long seed) {
    int[] order = new int[n];
    permute(order, seed);
    return order;
  }

  /**
   * Fills an array with the numbers 0 to {@code length - 1} in the order that {@link #permutation}
   * gives.
   *
   * @param order overwritten
   * @param seed any value
   */
  public static void permute(int[] order, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }
}
