package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void replaceAll_diskFull_namesTheFileAndChangesNothing() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(16 * 1024).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path folder = Files.createDirectory(disk.getPath("/small"));
      Files.writeString(folder.resolve("a"), "old");
      Map<String, byte[]> contents = new LinkedHashMap<>();
      contents.put("a", new byte[] {'1'});
      contents.put("b", new byte[32 * 1024]);

      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> OutputFiles.replaceAll(folder, contents))
          .withMessage("/small/b: cannot be written: out of disk space");

      assertThat(Files.readString(folder.resolve("a"))).isEqualTo("old");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(folder.resolve("a"));
      }
    }
  }

  /* To root every folder is writable but those of the kernel. */
  @Test
  void replace_readOnlyFolder_namesTheFileAndKeepsTheOld() throws IOException {
    Path old = Files.writeString(dir.resolve("a"), "old");
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path file = Files.isWritable(dir) ? Path.of("/proc/self/a") : old;
    try {
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> OutputFiles.replace(file, new byte[] {'1'}))
          .withMessageStartingWith(file + ": cannot be written: ");
    } finally {
      Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertThat(old).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
