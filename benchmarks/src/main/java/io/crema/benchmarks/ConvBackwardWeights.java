package io.crema.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast is the gradient of a convolution by its weights?
 *
 * <p>The set-up proves the result on a part of the batch against sums in double.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ConvBackwardWeights
 * }</pre>
 *
 * <p>One shape, one implementation:
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ConvBackwardWeights -p shape=26x26x64-32-3x3-same -p kernels=vector
 * }</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
public class ConvBackwardWeights {

  /**
   * One batch.
   *
   * @param problem what to compute
   * @param gflops counts it
   */
  @Benchmark
  public void backwardWeights(ConvProblem problem, Gflops gflops) {
    problem.work.backwardWeights();
    gflops.add(problem.work.flops());
  }
}
