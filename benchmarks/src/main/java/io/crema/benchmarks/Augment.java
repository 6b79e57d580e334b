package io.crema.benchmarks;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TrainingReader;
import io.crema.mnist.data.BundledMnist;
import io.crema.vision.augment.Augmentation;
import io.crema.vision.augment.Augmented;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.util.Arrays;
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
 * How long does it take a training to read one image, distorted?
 *
 * <p>One operation reads one of 1,000 bundled digits on one thread; {@code none} is what reading
 * takes without distortion. The set-up proves that a second reader, in the other order, reads the
 * same bits, from 0 to 1, and that all images but those of {@code none} are others than they were.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Augment
 * }</pre>
 *
 * <p>That nothing is allocated, as {@code gc.alloc.rate.norm}:
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar Augment -prof gc
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class Augment {

  private static final int SAMPLES = 1000;
  private static final long SEED = 1;

  /** How the images are distorted. */
  @Param({"none", "light", "digits", "robust"})
  public String preset;

  private TrainingReader reader;
  private float[] input;
  private float[] target;
  private int next;

  /**
   * Loads the images and proves the reader.
   *
   * @throws IOException if the bundled digits cannot be read
   */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    ImageSet plain = BundledMnist.load().train().limit(SAMPLES);
    LabelledSamples samples = Augmented.of(plain, augmentation());
    reader = samples.trainingReader();
    input = new float[samples.inputShape().size()];
    target = new float[samples.classes()];
    prove(samples, plain);
  }

  private Augmentation augmentation() {
    return switch (preset) {
      case "none" -> Augmentation.NONE;
      case "light" -> Augmentation.LIGHT;
      case "digits" -> Augmentation.DIGITS;
      case "robust" -> Augmentation.ROBUST;
      default -> throw new IllegalArgumentException("preset: no such one: " + preset);
    };
  }

  private void prove(LabelledSamples samples, ImageSet plain) {
    float[][] upwards = new float[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      reader.read(i, SEED, input, 0, target, 0);
      upwards[i] = input.clone();
    }
    TrainingReader other = samples.trainingReader();
    float[] original = new float[input.length];
    for (int i = SAMPLES - 1; i >= 0; i--) {
      other.read(i, SEED, input, 0, target, 0);
      plain.readInput(i, original, 0);
      boolean distorted = !Arrays.equals(input, original);
      if (!Arrays.equals(input, upwards[i]) || distorted == preset.equals("none")) {
        throw new IllegalStateException(
            "%s: expected image %d distorted, unless by none, and alike in any order"
                .formatted(preset, i));
      }
      requireLevels(i);
    }
  }

  private void requireLevels(int image) {
    for (float level : input) {
      if (!(level >= 0 && level <= 1)) {
        throw new IllegalStateException(
            "%s: expected image %d from 0 to 1, got %s".formatted(preset, image, level));
      }
    }
  }

  /** {@return one image, distorted} */
  @Benchmark
  public float[] image() {
    reader.read(next, SEED, input, 0, target, 0);
    next = next + 1 == SAMPLES ? 0 : next + 1;
    return input;
  }
}
