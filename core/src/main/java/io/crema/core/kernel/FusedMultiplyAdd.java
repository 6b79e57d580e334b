package io.crema.core.kernel;

/** Finds out whether {@link Math#fma} is an instruction here or a detour through BigDecimal. */
final class FusedMultiplyAdd {

  private static final int CALLS = 64;
  private static final int TRIES = 20;

  /** Between the two cases: about 30 ns a call interpreted, over 500 ns through BigDecimal. */
  private static final long NANOS_PER_CALL = 200;

  private FusedMultiplyAdd() {}

  static boolean isFast() {
    long best = Long.MAX_VALUE;
    float value = 1f;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        value = Math.fma(value, 0.999f, 0.001f);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return value > 0f && best < CALLS * NANOS_PER_CALL;
  }
}
