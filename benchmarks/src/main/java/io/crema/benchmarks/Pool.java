package io.crema.benchmarks;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
import io.crema.core.kernel.Window;
import io.crema.core.parallel.Workers;
import io.crema.nn.plan.Grouping;
import java.util.ArrayList;
import java.util.List;
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
 * How fast is pooling with a 2x2 window, largest value and mean, forward and backward?
 *
 * <p>The set-up proves the results against {@link NaivePooling}.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Pool
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class Pool {

  /** Largest error, as a share of the largest value: a few roundings of a mean of four. */
  private static final double TOLERANCE = 1e-6;

  /**
   * Height, width and channels: the poolings of the network {@code reference}, then those of {@code
   * lenet}.
   */
  @Param({"26x26x32", "13x13x16", "6x6x64", "28x28x6", "10x10x16"})
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

  private Kernels chosen;
  private Window window;
  private int channels;
  private Workers workers;
  private final List<Slot> slots = new ArrayList<>();
  private BatchLoop maxForward;
  private BatchLoop maxBackward;
  private BatchLoop averageForward;
  private BatchLoop averageBackward;

  /** The buffers of one thread. */
  private static final class Slot {
    final float[] input;
    final float[] output;
    final float[] dOutput;
    final float[] dInput;
    final Scratch scratch = new Scratch();

    Slot(int inSize, int outSize) {
      input = Fixtures.random(Grouping.MAX_SAMPLES * inSize, 1);
      output = new float[Grouping.MAX_SAMPLES * outSize];
      dOutput = Fixtures.random(Grouping.MAX_SAMPLES * outSize, 2);
      dInput = new float[Grouping.MAX_SAMPLES * inSize];
    }
  }

  /** Makes the work and proves that it is right. */
  @Setup(Level.Trial)
  public void setUp() {
    chosen = Fixtures.forceKernels(kernels);
    String[] sizes = shape.split("x", -1);
    if (sizes.length != 3) {
      throw new IllegalArgumentException("shape: expected the form 26x26x32, got " + shape);
    }
    window = Window.valid(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), 2, 2, 2, 2);
    channels = Integer.parseInt(sizes[2]);
    workers = new Workers(threads);
    for (int i = 0; i < threads; i++) {
      slots.add(new Slot(window.inPixels() * channels, window.outPixels() * channels));
    }
    maxForward = new BatchLoop(workers, batch, (p, s, f, n) -> maxForward(slots.get(s), n));
    maxBackward = new BatchLoop(workers, batch, (p, s, f, n) -> maxBackward(slots.get(s), n));
    averageForward = new BatchLoop(workers, batch, (p, s, f, n) -> averageForward(slots.get(s), n));
    averageBackward =
        new BatchLoop(workers, batch, (p, s, f, n) -> averageBackward(slots.get(s), n));
    for (Slot slot : slots) {
      prove(slot);
    }
  }

  /** Leaves the slot with outputs to the inputs, which the backward pass reads. */
  private void prove(Slot slot) {
    int images = Grouping.MAX_SAMPLES;
    NaivePooling naive = new NaivePooling(window, channels, images);
    averageForward(slot, images);
    require("averagePoolForward", naive.averageForward(slot.input), slot.output);
    averageBackward(slot, images);
    require("averagePoolBackward", naive.averageBackward(slot.dOutput), slot.dInput);
    maxForward(slot, images);
    require("maxPoolForward", naive.maxForward(slot.input), slot.output);
    maxBackward(slot, images);
    require("maxPoolBackward", naive.maxBackward(slot.input, slot.dOutput), slot.dInput);
  }

  private void require(String what, double[] expected, float[] actual) {
    String name = "%s %s with %s kernels".formatted(what, shape, kernels);
    Fixtures.requireClose(name, expected, actual, TOLERANCE);
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    workers.close();
  }

  /**
   * Largest values of one batch.
   *
   * @param images counts them
   */
  @Benchmark
  public void maxForward(Images images) {
    maxForward.run();
    images.images += batch;
  }

  private void maxForward(Slot s, int images) {
    chosen.maxPoolForward(window, channels, images, s.input, s.output);
  }

  /**
   * Gradients of one batch by what the largest were taken from.
   *
   * @param images counts them
   */
  @Benchmark
  public void maxBackward(Images images) {
    maxBackward.run();
    images.images += batch;
  }

  private void maxBackward(Slot s, int images) {
    chosen.maxPoolBackward(
        window, channels, images, s.input, s.output, s.dOutput, false, s.dInput, s.scratch);
  }

  /**
   * Means of one batch.
   *
   * @param images counts them
   */
  @Benchmark
  public void averageForward(Images images) {
    averageForward.run();
    images.images += batch;
  }

  private void averageForward(Slot s, int images) {
    chosen.averagePoolForward(window, false, channels, images, s.input, s.output);
  }

  /**
   * Gradients of one batch by what the means were taken of.
   *
   * @param images counts them
   */
  @Benchmark
  public void averageBackward(Images images) {
    averageBackward.run();
    images.images += batch;
  }

  private void averageBackward(Slot s, int images) {
    chosen.averagePoolBackward(window, false, channels, images, s.dOutput, s.dInput);
  }
}
