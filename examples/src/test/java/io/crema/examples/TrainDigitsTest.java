package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainDigitsTest {

  @Test
  void main_learnsDigitsAndReadsOne(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("model.safetensors");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      TrainDigits.main(new String[] {file.toString()});
    } finally {
      System.setOut(out);
    }

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(Double.parseDouble(lines.get(0).replace("accuracy ", ""))).isBetween(0.85, 1.0);
    assertThat(lines.get(1)).isEqualTo("read 7, it is a 7");
    assertThat(file).isNotEmptyFile();
  }
}
