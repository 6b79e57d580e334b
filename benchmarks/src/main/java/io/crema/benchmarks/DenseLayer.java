package io.crema.benchmarks;

import io.crema.core.kernel.ConvGeometry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast are the matrix products of a dense layer, forward and backward?
 *
 * <p>The set-up proves the results on a part of the batch against sums in double.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar DenseLayer
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class DenseLayer {

  /**
   * Inputs and units: the layers of the network {@code reference}, those of {@code lenet}, and a
   * large one.
   */
  @Param({"576-128", "128-10", "400-120", "120-84", "84-10", "1024-1024"})
  public String shape;

  /** Which implementation. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** Threads that share the batch. */
  @Param({"1", "2"})
  public int threads;

  /** Rows of one call. */
  @Param({"32", "128"})
  public int batch;

  private ConvWork work;

  /** Makes the work and proves that it is right. */
  @Setup(Level.Trial)
  public void setUp() {
    int dash = shape.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("shape: expected the form 576-128, got " + shape);
    }
    int in = Integer.parseInt(shape.substring(0, dash));
    int units = Integer.parseInt(shape.substring(dash + 1));
    ConvGeometry matrix = ConvGeometry.matrix(in, units);
    work = new ConvWork(new PlainOps(Fixtures.forceKernels(kernels), matrix), threads, batch);
    work.prove();
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    work.close();
  }

  /**
   * Outputs of one batch.
   *
   * @param gflops counts them
   */
  @Benchmark
  public void forward(Gflops gflops) {
    work.forward();
    gflops.add(work.flops());
  }

  /**
   * Input gradients of one batch.
   *
   * @param gflops counts them
   */
  @Benchmark
  public void backwardData(Gflops gflops) {
    work.backwardData();
    gflops.add(work.flops());
  }

  /**
   * Weight gradients of one batch.
   *
   * @param gflops counts them
   */
  @Benchmark
  public void backwardWeights(Gflops gflops) {
    work.backwardWeights();
    gflops.add(work.flops());
  }
}
