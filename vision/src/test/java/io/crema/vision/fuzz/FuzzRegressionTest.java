package io.crema.vision.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What fuzzing begins with, what it once found, and random changes of these: nothing but what is
 * documented is thrown.
 */
class FuzzRegressionTest {

  private static final Path INPUTS =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/fuzz");

  private static final int CHANGED = 100;

  private static final Map<String, Target> TARGETS =
      Map.of(
          "CifarFuzz", CifarFuzz::fuzzerTestOneInput,
          "CsvFuzz", CsvFuzz::fuzzerTestOneInput,
          "NpyFuzz", NpyFuzz::fuzzerTestOneInput,
          "PictureFuzz", PictureFuzz::fuzzerTestOneInput);

  private interface Target {
    void run(byte[] data) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"CifarFuzz", "CsvFuzz", "NpyFuzz", "PictureFuzz"})
  void target_everyKeptInputAndItsChanges_isReadOrRefused(String name) throws IOException {
    Target target = Objects.requireNonNull(TARGETS.get(name));
    List<Path> inputs;
    try (Stream<Path> files = Files.list(INPUTS.resolve(name))) {
      inputs = files.sorted().toList();
    }

    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      byte[] data = Files.readAllBytes(input);
      target.run(data);
      for (int seed = 0; seed < CHANGED; seed++) {
        target.run(changed(data, new Random(seed)));
      }
    }
  }

  /** Changes some bytes, or leaves out the end. */
  private static byte[] changed(byte[] data, Random random) {
    byte[] changed =
        random.nextInt(4) == 0 ? Arrays.copyOf(data, random.nextInt(data.length)) : data.clone();
    for (int left = random.nextInt(8); left > 0 && changed.length > 0; left--) {
      int bit = 1 << random.nextInt(8);
      changed[random.nextInt(changed.length)] ^= (byte) bit;
    }
    return changed;
  }
}
