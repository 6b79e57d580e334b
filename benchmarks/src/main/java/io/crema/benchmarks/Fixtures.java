package io.crema.benchmarks;

import io.crema.core.kernel.Kernels;
import io.crema.core.random.SplitMix64;
import java.util.Arrays;

/** What the set-up of several benchmarks needs. */
final class Fixtures {

  /** The JVM argument without which there are no vector kernels. */
  static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

  private static final String PROPERTY = "crema.kernels";

  private Fixtures() {}

  /**
   * The kernels of a name. Crema chooses its kernels once in the life of a JVM; JMH starts a JVM
   * for each combination of parameters, and there this is called before anything else.
   *
   * @param name {@code scalar} or {@code vector}
   * @throws IllegalStateException if other kernels had been chosen before
   */
  static Kernels forceKernels(String name) {
    System.setProperty(PROPERTY, name);
    Kernels kernels = Kernels.lookup();
    if (!kernels.name().equals(name)) {
      throw new IllegalStateException(
          "%s: expected %s, got %s, chosen earlier in this JVM; run with -f 1 or more"
              .formatted(PROPERTY, name, kernels.name()));
    }
    return kernels;
  }

  /**
   * Numbers from -1 to below 1.
   *
   * @param length how many
   * @param seed one seed gives the same numbers
   */
  static float[] random(int length, long seed) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (SplitMix64.at(seed, i) >> 40) * 0x1p-23f;
    }
    return values;
  }

  /**
   * Proves that a result is what it should be.
   *
   * @param what name of the result, for the message
   * @param expected the values, from a computation in double
   * @param actual the values to check; may be longer
   * @param tolerance largest difference allowed, as a share of the largest expected magnitude
   * @throws IllegalStateException if a value is further off
   */
  static void requireClose(String what, double[] expected, float[] actual, double tolerance) {
    double allowed = tolerance * Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= allowed)) { // NaN fails too
        throw new IllegalStateException(
            "%s: expected %s at %d, off by at most %s, got %s"
                .formatted(what, expected[i], i, allowed, actual[i]));
      }
    }
  }
}
