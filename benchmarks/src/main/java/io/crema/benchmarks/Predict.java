package io.crema.benchmarks;

import io.crema.core.tensor.Tensor;
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
 * How many images per second are predicted, and how long does one image take?
 *
 * <p>{@code throughput} is the rate at batches of 128, {@code latency} the distribution of the time
 * that a single image takes, with its median at {@code p0.50}. Threads share the layers that are
 * worth it. The set-up proves that a batch gives the same bits as its images one by one.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Predict
 * }</pre>
 *
 * <p>Only the time of one image:
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Predict.latency
 * }</pre>
 *
 * <p>What a call allocates, as {@code gc.alloc.rate.norm}: its result.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Predict.throughput -prof gc
 * }</pre>
 */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
public class Predict {

  /** A model and one image for it. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
  public static class OneImage {

    /** Which network. */
    @Param({"reference", "lenet", "champion"})
    public String network;

    /** Which implementation. */
    @Param({"scalar", "vector"})
    public String kernels;

    /** Threads that share the image. */
    @Param({"1", "2"})
    public int threads;

    private PredictWork work;

    /** Makes the model and proves it. */
    @Setup(Level.Trial)
    public void setUp() {
      work = new PredictWork(network, kernels, threads, 1);
      work.prove();
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void tearDown() {
      work.close();
    }
  }

  /** A model and a batch for it. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
  public static class Batch {

    /** Which network. */
    @Param({"reference", "lenet", "champion"})
    public String network;

    /** Images of one call. */
    @Param("128")
    public int batch;

    /** Which implementation. */
    @Param({"scalar", "vector"})
    public String kernels;

    /** Threads that share the batch. */
    @Param({"1", "2"})
    public int threads;

    private PredictWork work;

    /** Makes the model and proves it. */
    @Setup(Level.Trial)
    public void setUp() {
      work = new PredictWork(network, kernels, threads, batch);
      work.prove();
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void tearDown() {
      work.close();
    }
  }

  /**
   * One image.
   *
   * @param image the model and the image
   * @return the probabilities
   */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Tensor latency(OneImage image) {
    return image.work.run();
  }

  /**
   * One batch.
   *
   * @param batch the model and the images
   * @param images counts the images
   * @param gflops counts the arithmetic
   * @return the probabilities
   */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public Tensor throughput(Batch batch, Images images, Gflops gflops) {
    Tensor probabilities = batch.work.run();
    images.images += batch.batch;
    gflops.add(batch.work.flops());
    return probabilities;
  }
}
