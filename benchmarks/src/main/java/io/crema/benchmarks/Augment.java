package io.crema.benchmarks;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.data.BundledMnist;
import io.crema.vision.augment.Augmentation;
import io.crema.vision.augment.Augmented;
import io.crema.vision.augment.Distortion;
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
 * <p>One operation reads one image of 1,000 on one thread: a bundled digit, or 32 x 32 pixels of
 * random color where the preset's name starts with {@code color}. {@code none} is what reading
 * takes without distortion; {@code color-turned} is {@link Augmentation#MIRRORED_PICTURES} with
 * rotation, scale, hue and cutout. The set-up proves that a second reader, in the other order,
 * reads the same bits, from 0 to 1, and that at least 99 % of the images, but none by {@code none},
 * are others than they were.
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
  private static final String COLOR = "color";
  private static final int SIDE = 32;
  private static final int CHANNELS = 3;

  /** How the images are distorted. */
  @Param({"none", "light", "digits", "robust", "color-none", "color-pictures", "color-turned"})
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
    LabelledSamples plain = preset.startsWith(COLOR) ? colors() : digits();
    LabelledSamples samples = Augmented.of(plain, augmentation());
    reader = samples.trainingReader();
    input = new float[samples.inputShape().size()];
    target = new float[samples.classes()];
    prove(samples, plain);
  }

  private static LabelledSamples digits() throws IOException {
    return BundledMnist.load().train().limit(SAMPLES);
  }

  private static LabelledSamples colors() {
    Tensor images = Tensor.zeros(Shape.of(SAMPLES, SIDE, SIDE, CHANNELS));
    SplitMix64 random = new SplitMix64(SEED);
    for (int i = 0; i < images.array().length; i++) {
      images.array()[i] = (random.next() >>> 40) * 0x1p-24f;
    }
    return TensorSamples.of(images, new int[SAMPLES], 1);
  }

  private Augmentation augmentation() {
    return switch (preset) {
      case "none", "color-none" -> Augmentation.NONE;
      case "light" -> Augmentation.LIGHT;
      case "digits" -> Augmentation.DIGITS;
      case "robust" -> Augmentation.ROBUST;
      case "color-pictures" -> Augmentation.COLOR_PICTURES;
      case "color-turned" ->
          Augmentation.MIRRORED_PICTURES
              .with(Distortion.ROTATION, 1, -15, 15)
              .with(Distortion.SCALE, 1, 0.8, 1.25)
              .with(Distortion.HUE, 1, -20, 20)
              .with(Distortion.CUTOUT, 1, 8, 8);
      default -> throw new IllegalArgumentException("preset: no such one: " + preset);
    };
  }

  private void prove(LabelledSamples samples, LabelledSamples plain) {
    float[][] upwards = new float[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      reader.read(i, SEED, input, 0, target, 0);
      upwards[i] = input.clone();
    }
    TrainingReader other = samples.trainingReader();
    float[] original = new float[input.length];
    int distorted = 0;
    for (int i = SAMPLES - 1; i >= 0; i--) {
      other.read(i, SEED, input, 0, target, 0);
      plain.readInput(i, original, 0);
      distorted += Arrays.equals(input, original) ? 0 : 1;
      if (!Arrays.equals(input, upwards[i])) {
        throw new IllegalStateException(
            "%s: expected image %d alike in any order".formatted(preset, i));
      }
      requireLevels(i);
    }
    boolean none = preset.endsWith("none");
    if (none ? distorted > 0 : distorted < 0.99 * SAMPLES) {
      throw new IllegalStateException(
          "%s: expected %s images distorted, got %d of %d"
              .formatted(preset, none ? "no" : "nearly all", distorted, SAMPLES));
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
