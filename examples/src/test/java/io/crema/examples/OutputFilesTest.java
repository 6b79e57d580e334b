package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {

  @TempDir private Path dir;

  @Test
  void replaceAll_twoFiles_areWrittenInPlaceOfOldOnes() throws IOException {
    Files.writeString(dir.resolve("a"), "old");

    OutputFiles.replaceAll(dir, Map.of("a", new byte[] {'1'}, "b", new byte[] {'2'}));

    assertThat(dir.resolve("a")).hasContent("1");
    assertThat(dir.resolve("b")).hasContent("2");
    assertThat(names()).containsExactlyInAnyOrder("a", "b");
  }

  /** The second cannot be written: a directory is in its place. */
  @Test
  void replaceAll_oneCannotBeWritten_changesNothing() throws IOException {
    Files.writeString(dir.resolve("a"), "old");
    Files.createDirectory(dir.resolve("b"));
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("a", new byte[] {'1'});
    contents.put("b", new byte[] {'2'});

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> OutputFiles.replaceAll(dir, contents))
        .withMessageContaining("expected a file, found a directory");

    assertThat(dir.resolve("a")).hasContent("old");
    assertThat(names()).containsExactlyInAnyOrder("a", "b");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
