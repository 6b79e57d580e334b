package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmPathTest {

  @Test
  void leaveOut_resultsOfJmh_keepsAllButThePath(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results.json");
    Files.writeString(
        file,
        "[{\"jvm\" : \"/opt/a/bin/java\", \"score\" : 138.70309205168022,"
            + " \"params\" : {\"threads\" : \"2\"}, \"none\" : null, \"data\" : [[1, 2.50]]}]");

    JvmPath.leaveOut(file);

    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo(
            "[{\"jvm\":\"java\",\"score\":138.70309205168022,"
                + "\"params\":{\"threads\":\"2\"},\"none\":null,\"data\":[[1,2.50]]}]");
  }
}
