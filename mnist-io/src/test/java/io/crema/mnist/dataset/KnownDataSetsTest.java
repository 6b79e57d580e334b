package io.crema.mnist.dataset;

import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.idx.IdxBytes.Packing;
import io.crema.mnist.idx.IdxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownDataSetsTest {

  private static final List<String> ANIMALS = List.of("ape", "bee", "cat");

  @TempDir private Path directory;

  /** The SHA-256 of the bytes 1, 2, 3. */
  @ParameterizedTest
  @EnumSource(Packing.class)
  void names_labelsOfAKnownSet_areThoseOfTheTable(Packing packing) throws IOException {
    Path labels = directory.resolve("labels");
    packing.write(labels, idx(8, dims(3), 1, 2, 3));
    String sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";

    try (IdxReader reader = IdxReader.open(labels)) {
      assertThat(KnownDataSets.names(reader, Map.of(sha256, ANIMALS))).contains(ANIMALS);
    }
    try (IdxReader reader = IdxReader.open(labels)) {
      assertThat(KnownDataSets.names(reader, Map.of("0".repeat(64), ANIMALS))).isEmpty();
    }
  }
}
