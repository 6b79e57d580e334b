package io.crema.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import io.crema.core.parallel.Workers;
import io.crema.mnist.data.BundledMnist;
import io.crema.models.DigitNetworks;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.train.Checkpoints;
import io.crema.nn.train.Trainer;
import io.crema.vision.augment.Augmentation;
import io.crema.vision.augment.Augmented;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trains, saves, loads and predicts over and over, and watches the heap after full collections and
 * the open files: neither may grow.
 *
 * <pre>{@code
 * java -Xmx256m --add-modules jdk.incubator.vector -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.Soak --minutes 30
 * }</pre>
 */
public final class Soak {

  private static final String MINUTES = "--minutes";
  private static final int TRAINED = 2_000;
  private static final int PREDICTED = 1_000;

  /** Growth of the heap that is none: 2 %. */
  private static final double TOLERANCE = 0.02;

  private final ImageSet images;
  private final ImageSet test;
  private final Path directory;
  private int rounds;

  private Soak(DataSet digits, Path directory) {
    images = digits.train().limit(TRAINED);
    test = digits.test().limit(PREDICTED);
    this.directory = directory;
  }

  /**
   * What is held at a moment.
   *
   * @param minutes since the start
   * @param rounds so far
   * @param heapBytes in use after full collections
   * @param files open; -1 where the machine does not tell
   */
  private record Reading(double minutes, int rounds, long heapBytes, long files) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%4.1f min  %,6d rounds  live heap %.2f MB  open files %d",
          minutes,
          rounds,
          heapBytes / 1e6,
          files);
    }
  }

  /**
   * Runs it, prints a reading a minute, and ends with status 1 if something grew.
   *
   * @param args {@code --minutes N}, without it 30
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of(MINUTES));
    int minutes = Integer.parseInt(arguments.value(MINUTES, "30"));
    DataSet digits = BundledMnist.load();
    Path directory = Files.createTempDirectory("crema-soak");
    boolean flat;
    try {
      flat = new Soak(digits, directory).run(minutes);
    } finally {
      delete(directory);
    }
    System.exit(flat ? 0 : 1);
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(directory)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  /** {@return whether nothing grew after the first minute} */
  private boolean run(int minutes) throws IOException {
    long start = System.nanoTime();
    Reading first = null;
    Reading last = null;
    for (int minute = 1; minute <= minutes; minute++) {
      while (System.nanoTime() - start < TimeUnit.MINUTES.toNanos(minute)) {
        round();
      }
      last = read((System.nanoTime() - start) / (double) TimeUnit.MINUTES.toNanos(1));
      System.out.println(last);
      first = first == null ? last : first;
    }
    if (first == null || last == null) {
      throw new IllegalArgumentException(MINUTES + ": expected at least 1");
    }
    double growth = (double) (last.heapBytes() - first.heapBytes()) / first.heapBytes();
    long files = last.files() - first.files();
    System.out.printf(
        Locale.ROOT, "live heap %+.2f %%, open files %+d since minute 1%n", 100 * growth, files);
    return growth <= TOLERANCE && files <= 0;
  }

  private void round() throws IOException {
    rounds++;
    Path file = directory.resolve("model.safetensors");
    Model model = Model.initialize(DigitNetworks.fast(), rounds);
    try (Workers workers = new Workers(2)) {
      new Trainer()
          .epochs(1)
          .batchSize(64)
          .seed(rounds)
          .workers(workers)
          .checkpoint(Checkpoints.everyEpoch(directory.resolve("checkpoint")))
          .fit(model, Augmented.of(images, Augmentation.DIGITS));
      ModelFile.save(file, model, TrainingRecord.EMPTY.with("round", Integer.toString(rounds)));
      Model loaded = ModelFile.load(file).model();
      int[] before = model.predictor(workers).evaluate(test).predictions();
      int[] after = loaded.predictor(workers).evaluate(test).predictions();
      if (!Arrays.equals(before, after)) {
        throw new IllegalStateException("round %d: expected equal digits".formatted(rounds));
      }
    }
  }

  private Reading read(double minutes) {
    // What has a cleaner is gone by the second collection.
    System.gc();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : -1;
    return new Reading(minutes, rounds, heap, files);
  }
}
