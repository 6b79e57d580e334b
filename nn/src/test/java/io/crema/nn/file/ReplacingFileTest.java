package io.crema.nn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacingFileTest {

  private static final ReplacingFile.Content NEW =
      channel -> channel.write(ByteBuffer.wrap(new byte[] {'n', 'e', 'w'}));

  @TempDir private Path directory;

  @Test
  void write_noFileBefore_leavesIt() throws IOException {
    ReplacingFile.write(directory.resolve("model"), NEW);

    assertModelAlone("new");
  }

  @Test
  void write_fileBefore_replacesIt() throws IOException {
    Path target = Files.writeString(directory.resolve("model"), "the old one");

    ReplacingFile.write(target, NEW);

    assertModelAlone("new");
  }

  @Test
  void write_contentFails_leavesTheOldFileAlone() throws IOException {
    Path target = Files.writeString(directory.resolve("model"), "old");

    assertThatIOException()
        .isThrownBy(
            () ->
                ReplacingFile.write(
                    target,
                    channel -> {
                      NEW.writeTo(channel);
                      throw new IOException("half written");
                    }))
        .withMessage("%s: cannot be written: half written", target);

    assertModelAlone("old");
  }

  @Test
  void write_programmingErrorInContent_leavesTheOldFileAlone() throws IOException {
    Path target = Files.writeString(directory.resolve("model"), "old");

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                ReplacingFile.write(
                    target,
                    channel -> {
                      throw new ArithmeticException();
                    }));

    assertModelAlone("old");
  }

  @Test
  void write_moveFails_leavesTheOldFileAlone() throws IOException {
    Path target = Files.writeString(directory.resolve("model"), "old");

    assertThatIOException()
        .isThrownBy(
            () ->
                ReplacingFile.write(
                    target,
                    NEW,
                    (from, to, options) -> {
                      assertThat(from).hasContent("new").hasParent(directory);
                      throw new IOException("not moved");
                    }))
        .withMessage("%s: cannot be written: not moved", target);

    assertModelAlone("old");
  }

  @Test
  void write_noAtomicMove_replacesTheOldFile() throws IOException {
    Path target = Files.writeString(directory.resolve("model"), "old");

    ReplacingFile.write(target, NEW, ReplacingFileTest::moveNotAtomically);

    assertModelAlone("new");
  }

  private static void moveNotAtomically(Path from, Path to, CopyOption... options)
      throws IOException {
    if (Arrays.asList(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "in this test");
    }
    Files.move(from, to, options);
  }

  @Test
  void write_directoryAtThePath_isRefused() throws IOException {
    Path target = Files.createDirectory(directory.resolve("model"));

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> ReplacingFile.write(target, NEW))
        .withMessage("%s: Expected a file, found a directory", target);

    assertThat(target).isEmptyDirectory();
    assertThat(filesIn(directory)).containsExactly(target);
  }

  @Test
  void write_noDirectory_isRefused() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ReplacingFile.write(directory.resolve("none").resolve("model"), NEW))
        .withMessage("%s: no such directory to write it in", directory.resolve("none/model"));
  }

  /* To root every folder is writable but those of the kernel. */
  @Test
  void write_readOnlyDirectory_namesTheFileAndLeavesTheOldOneAlone() throws IOException {
    Path target = Files.writeString(directory.resolve("model"), "old");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path tried = Files.isWritable(directory) ? Path.of("/proc/self/model") : target;
    try {
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> ReplacingFile.write(tried, NEW))
          .withMessageStartingWith(tried + ": ");
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertModelAlone("old");
  }

  @Test
  void safetensorsWrite_diskFull_leavesTheOldFileAlone() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(64 * 1024).build();
    try (FileSystem fileSystem = Jimfs.newFileSystem(small)) {
      Path folder = Files.createDirectory(fileSystem.getPath("/models"));
      Path target = folder.resolve("model.safetensors");
      Safetensors.write(target, Map.of("w", Tensor.zeros(Shape.of(10))), Map.of("is", "old"));
      byte[] old = Files.readAllBytes(target);

      assertThatIOException()
          .isThrownBy(
              () ->
                  Safetensors.write(
                      target, Map.of("w", Tensor.zeros(Shape.of(100_000))), Map.of("is", "new")))
          .withMessage("/models/model.safetensors: cannot be written: out of disk space");

      assertThat(target).hasBinaryContent(old);
      assertThat(Safetensors.read(target).metadata()).containsEntry("is", "old");
      assertThat(filesIn(folder)).containsExactly(target);
    }
  }

  @Test
  void safetensorsWrite_valueRefused_leavesTheOldFileAlone() throws IOException {
    Path target = directory.resolve("model");
    Files.writeString(target, "old");
    Tensor diverged = Tensor.of(Shape.of(1), new float[] {Float.NaN});

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Safetensors.write(target, Map.of("w", diverged), Map.of()));

    assertModelAlone("old");
  }

  private void assertModelAlone(String content) throws IOException {
    assertThat(filesIn(directory)).containsExactly(directory.resolve("model"));
    assertThat(directory.resolve("model")).hasContent(content);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
