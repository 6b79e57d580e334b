package io.crema.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Arithmetic done, which JMH reports per second beside the score as {@code gflops}. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Gflops {

  /** Thousands of millions of floating-point operations, a multiply and an add counted each. */
  public double gflops;

  /**
   * Counts work that has been done.
   *
   * @param flops floating-point operations
   */
  void add(long flops) {
    gflops += flops * 1e-9;
  }
}
