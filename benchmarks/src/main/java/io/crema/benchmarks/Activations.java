package io.crema.benchmarks;

import io.crema.core.kernel.ElementFunction;
import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.kernel.ElementFunction.HardSigmoid;
import io.crema.core.kernel.ElementFunction.Rectifier;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import java.util.Locale;
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
 * How fast are activations, forward and backward, beside copying an array of the same size?
 *
 * <p>{@code copy} is {@link System#arraycopy}, which moves as much memory as a forward pass; {@code
 * sum} adds two arrays, which moves as much as a backward pass. Both are measured in the run of
 * each function, so that a busy machine slows them down alike. Each thread works on arrays of its
 * own, as in a network, where it has some of the samples. The set-up proves that the vector kernels
 * give the bits of the formula in plain Java.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Activations -p kernels=vector
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class Activations {

  private static final String PRELU = "prelu";

  private static final int CHANNELS = 64;

  /** Inputs are from minus to plus this. */
  private static final float WIDTH = 6;

  /** Which function; {@code prelu} has 64 channels. */
  @Param({
    "relu",
    "relu6",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "gelu_tanh",
    "silu",
    "mish",
    "hard_sigmoid",
    "hard_swish",
    "softplus",
    "softsign",
    "sigmoid",
    "tanh",
    PRELU
  })
  public String function;

  /** Which implementation. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** Number of values: by default 64 MiB an array, out of the cache. */
  @Param("16777216")
  public int size;

  /** Number of threads, each of which has its share of the values. */
  @Param({"1", "2"})
  public int threads;

  private final float[] slopes = new float[CHANNELS];
  private Kernels chosen;
  private ElementFunction element;
  private Workers workers;
  private Share[] shares;
  private ParallelLoop copy;
  private ParallelLoop sum;
  private ParallelLoop forward;
  private ParallelLoop backward;

  private static ElementFunction element(String name) {
    return switch (name) {
      case "relu", PRELU -> ElementFunction.RELU;
      case "relu6" -> new Rectifier(0f, 0f, 6f);
      case "leaky_relu" -> new Rectifier(0.01f, 0f, Float.POSITIVE_INFINITY);
      case "elu" -> new ExponentialLinear(1f, 1f);
      case "selu" -> new ExponentialLinear(1.6732632f, 1.050701f);
      case "hard_sigmoid" -> new HardSigmoid(1 / 6f, 0.5f);
      default -> Curve.valueOf(name.toUpperCase(Locale.ROOT));
    };
  }

  /** Makes the work and proves that it is right. */
  @Setup(Level.Trial)
  public void setUp() {
    chosen = Fixtures.forceKernels(kernels);
    element = element(function);
    workers = new Workers(threads);
    shares = new Share[threads];
    for (int i = 0; i < threads; i++) {
      shares[i] = new Share(size / threads, i);
    }
    copy = workers.loop((share, slot) -> shares[share].copy());
    sum = workers.loop((share, slot) -> shares[share].sum());
    forward = workers.loop((share, slot) -> shares[share].forward());
    backward = workers.loop((share, slot) -> shares[share].backward());
    forward();
    for (Share share : shares) {
      share.check();
    }
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    workers.close();
  }

  private boolean isPRelu() {
    return function.equals(PRELU);
  }

  /** Copies the input. */
  @Benchmark
  public float[] copy() {
    copy.run(threads);
    return shares[0].output;
  }

  /** Adds two arrays. */
  @Benchmark
  public float[] sum() {
    sum.run(threads);
    return shares[0].dInput;
  }

  /** Computes the function. */
  @Benchmark
  public float[] forward() {
    forward.run(threads);
    return shares[0].output;
  }

  /** Computes the gradient, into another array. */
  @Benchmark
  public float[] backward() {
    backward.run(threads);
    return shares[0].dInput;
  }

  /** The arrays of one thread and the work on them. */
  private final class Share {

    private final Scratch scratch = new Scratch();
    private final float[] dSlopes = new float[CHANNELS];
    private final int length;
    private final float[] input;
    private final float[] output;
    private final float[] dOutput;
    private final float[] dInput;

    Share(int length, int index) {
      this.length = length;
      input = Fixtures.random(length, 2 * index + 1);
      for (int i = 0; i < length; i++) {
        input[i] *= WIDTH;
      }
      output = new float[length];
      dOutput = Fixtures.random(length, 2 * index + 2);
      dInput = new float[length];
    }

    void copy() {
      System.arraycopy(input, 0, output, 0, length);
    }

    void sum() {
      chosen.sum(length, input, dOutput, false, dInput);
    }

    void forward() {
      if (isPRelu()) {
        chosen.preluForward(length / CHANNELS, CHANNELS, slopes, input, output, scratch);
      } else {
        chosen.activate(element, length, input, output);
      }
    }

    void backward() {
      if (isPRelu()) {
        chosen.preluBackward(
            length / CHANNELS, CHANNELS, slopes, input, dOutput, dSlopes, dInput, scratch);
      } else {
        float[] at = element.readsInput() ? input : output;
        chosen.activateBackward(element, length, at, dOutput, dInput);
      }
    }

    void check() {
      for (int i = 0; i < length; i++) {
        float expected = isPRelu() ? Math.max(input[i], 0f) : element.value(input[i]);
        if (output[i] != expected) {
          throw new IllegalStateException(
              "%s of %s with %s kernels: expected %s, got %s"
                  .formatted(function, input[i], kernels, expected, output[i]));
        }
      }
    }
  }
}
