package io.crema.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The parameters that the convolution benchmarks share, and the work that follows from them. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class ConvProblem {

  /**
   * A convolution as {@link ConvShape} reads it; any may be given with {@code -p shape=}. The first
   * four are those of the network {@code reference}, the next two those of {@code lenet}, four are
   * typical of larger networks. Then come convolutions with stride, dilation and groups, depthwise
   * ones, transposed ones, and some of one dimension, which are images of one row.
   */
  @Param({
    "28x28x1-64-3x3-valid",
    "26x26x64-32-3x3-same",
    "13x13x32-16-3x3-same",
    "6x6x16-64-3x3-same",
    "28x28x1-6-5x5-same",
    "14x14x6-16-5x5-valid",
    "14x14x64-64-3x3-same",
    "14x14x128-128-3x3-same",
    "28x28x64-128-1x1-same",
    "28x28x32-64-5x5-same",
    "28x28x32-64-3x3-same-s2",
    "28x28x64-64-3x3-same-d2",
    "28x28x64-64-3x3-same-g4",
    "14x14x128-128-1x1-same-g8",
    "28x28x64-x1-3x3-same",
    "28x28x64-x1-3x3-same-s2",
    "14x14x128-x1-5x5-same",
    "28x28x32-x2-3x3-same",
    "28x28x32-64-2x2-valid-s2-t",
    "28x28x32-64-3x3-same-s2-t",
    "1x98x40-16-1x3-same",
    "1x98x64-64-1x9-same",
    "1x98x64-x1-1x9-same"
  })
  public String shape;

  /** Which implementation. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** Threads that share the batch. */
  @Param({"1", "2"})
  public int threads;

  /** Images of one call. */
  @Param({"32", "128"})
  public int batch;

  ConvWork work;

  /** Makes the work and proves that it is right. */
  @Setup(Level.Trial)
  public void setUp() {
    work = new ConvWork(ConvShape.parse(shape, Fixtures.forceKernels(kernels)), threads, batch);
    work.prove();
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    work.close();
  }
}
