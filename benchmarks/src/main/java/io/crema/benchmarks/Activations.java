package io.crema.benchmarks;

import io.crema.core.kernel.ElementFunction;
import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.kernel.ElementFunction.HardSigmoid;
import io.crema.core.kernel.ElementFunction.Rectifier;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast are activations, forward and backward, beside copying an array of the same size?
 *
 * <p>{@code copy} is {@link System#arraycopy}, which moves as much memory as a forward pass; {@code
 * sum} adds two arrays, which moves as much as a backward pass. Both are measured in the run of
 * each function, so that a busy machine slows them down alike. The set-up proves that the vector
 * kernels give the bits of the formula in plain Java.
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

  private final Scratch scratch = new Scratch();
  private final float[] slopes = new float[CHANNELS];
  private final float[] dSlopes = new float[CHANNELS];
  private Kernels chosen;
  private ElementFunction element;
  private float[] input;
  private float[] output;
  private float[] dOutput;
  private float[] dInput;

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
    input = Fixtures.random(size, 1);
    for (int i = 0; i < size; i++) {
      input[i] *= WIDTH;
    }
    output = new float[size];
    dOutput = Fixtures.random(size, 2);
    dInput = new float[size];
    forward();
    for (int i = 0; i < size; i++) {
      float expected = isPRelu() ? Math.max(input[i], 0f) : element.value(input[i]);
      if (output[i] != expected) {
        throw new IllegalStateException(
            "%s of %s with %s kernels: expected %s, got %s"
                .formatted(function, input[i], kernels, expected, output[i]));
      }
    }
  }

  private boolean isPRelu() {
    return function.equals(PRELU);
  }

  /** Copies the input. */
  @Benchmark
  public float[] copy() {
    System.arraycopy(input, 0, output, 0, size);
    return output;
  }

  /** Adds two arrays. */
  @Benchmark
  public float[] sum() {
    chosen.sum(size, input, dOutput, false, dInput);
    return dInput;
  }

  /** Computes the function. */
  @Benchmark
  public float[] forward() {
    if (isPRelu()) {
      chosen.preluForward(size / CHANNELS, CHANNELS, slopes, input, output, scratch);
    } else {
      chosen.activate(element, size, input, output);
    }
    return output;
  }

  /** Computes the gradient, into another array. */
  @Benchmark
  public float[] backward() {
    if (isPRelu()) {
      chosen.preluBackward(
          size / CHANNELS, CHANNELS, slopes, input, dOutput, dSlopes, dInput, scratch);
    } else {
      float[] at = element.readsInput() ? input : output;
      chosen.activateBackward(element, size, at, dOutput, dInput);
    }
    return dInput;
  }
}
