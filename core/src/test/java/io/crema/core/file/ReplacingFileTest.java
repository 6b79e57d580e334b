package io.crema.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReplacingFileTest {

  @TempDir private Path directory;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = directory.resolve("model");
  }

  private static ByteBuffer bytes(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  @Test
  void commit_noFileBefore_leavesIt() throws IOException {
    writeNew(Files::move);

    assertTargetAlone("new");
  }

  @Test
  void commit_fileBefore_replacesItOnlyThen() throws IOException {
    Files.writeString(target, "the old one");

    try (ReplacingFile file = ReplacingFile.open(target)) {
      assertThat(file.write(bytes("ne"))).isEqualTo(2);
      assertThat(file.write(bytes("w"))).isEqualTo(1);
      assertThat(target).hasContent("the old one");
      assertThat(file.isOpen()).isTrue();
      file.commit();
      assertThat(file.isOpen()).isFalse();
      assertTargetAlone("new");
    }

    assertTargetAlone("new");
  }

  @Test
  void commitKeeping_fileBefore_isThenUnderTheOtherName() throws IOException {
    Path previous = Files.writeString(directory.resolve("previous"), "the one before it");
    Files.writeString(target, "old");

    try (ReplacingFile file = ReplacingFile.open(target)) {
      file.write(bytes("new"));
      file.commitKeeping(previous);
    }

    assertThat(target).hasContent("new");
    assertThat(previous).hasContent("old");
    assertThat(files(directory)).containsExactlyInAnyOrder(target, previous);
  }

  @Test
  void commitKeeping_noFileBefore_leavesWhatIsUnderTheOtherName() throws IOException {
    Path previous = Files.writeString(directory.resolve("previous"), "the one before it");

    try (ReplacingFile file = ReplacingFile.open(target)) {
      file.write(bytes("new"));
      file.commitKeeping(previous);
    }

    assertThat(target).hasContent("new");
    assertThat(previous).hasContent("the one before it");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it has no named pipes among its files
  void open_noRegularFile_isRefusedAndStays() throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", target.toString()).start().waitFor()).isZero();

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> ReplacingFile.open(target))
        .withMessage(target + ": expected a file, found a device");
    assertThat(files(directory)).containsExactly(target);
    assertThat(Files.isRegularFile(target)).isFalse();
  }

  @Test
  void close_notCommitted_leavesTheOldFileAlone() throws IOException {
    Files.writeString(target, "old");

    ReplacingFile file = ReplacingFile.open(target);
    file.write(bytes("half of the n"));
    file.close();
    file.close();

    assertTargetAlone("old");
  }

  @Test
  void write_afterClose_isRefusedAsByEveryChannel() throws IOException {
    ReplacingFile file = ReplacingFile.open(target);
    file.close();

    assertThatExceptionOfType(ClosedChannelException.class)
        .isThrownBy(() -> file.write(bytes("new")));
    assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(file::commit);

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void commit_moveFails_leavesTheOldFileAlone() throws IOException {
    Files.writeString(target, "old");

    assertThatIOException()
        .isThrownBy(
            () ->
                writeNew(
                    (from, to, options) -> {
                      assertThat(from).hasContent("new").hasParent(directory);
                      throw new IOException("not moved");
                    }))
        .withMessage("%s: cannot be written: not moved", target);

    assertTargetAlone("old");
  }

  @Test
  void commit_moveFailsWithoutReason_tellsTheKindOfFailure() {
    assertThatIOException()
        .isThrownBy(
            () ->
                writeNew(
                    (from, to, options) -> {
                      throw new IOException();
                    }))
        .withMessage("%s: cannot be written: IOException", target);
  }

  @Test
  void commit_noAtomicMove_replacesTheOldFile() throws IOException {
    Files.writeString(target, "old");

    writeNew(ReplacingFileTest::moveNotAtomically);

    assertTargetAlone("new");
  }

  private static void moveNotAtomically(Path from, Path to, CopyOption... options)
      throws IOException {
    if (Arrays.asList(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "in this test");
    }
    Files.move(from, to, options);
  }

  @Test
  void open_directoryAtThePath_isRefused() throws IOException {
    Files.createDirectory(target);

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> ReplacingFile.open(target))
        .withMessage("%s: expected a file, found a directory", target);

    assertThat(target).isEmptyDirectory();
    assertThat(files(directory)).containsExactly(target);
  }

  @Test
  void open_noDirectory_isRefused() {
    Path nowhere = directory.resolve("none").resolve("model");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ReplacingFile.open(nowhere))
        .withMessage("%s: no such directory to write it in", nowhere);
  }

  /* To root every folder is writable but those of the kernel. */
  @Test
  void open_readOnlyDirectory_namesTheFileAndLeavesTheOldOneAlone() throws IOException {
    Files.writeString(target, "old");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path tried = Files.isWritable(directory) ? Path.of("/proc/self/model") : target;
    try {
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> ReplacingFile.open(tried))
          .withMessageStartingWith(tried + ": cannot be written: ");
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertTargetAlone("old");
  }

  @Test
  void write_diskFull_namesTheFileAndLeavesTheOldOneAlone() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(16 * 1024).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path folder = Files.createDirectory(disk.getPath("/models"));
      Path model = Files.writeString(folder.resolve("model"), "old");

      try (ReplacingFile file = ReplacingFile.open(model)) {
        assertThatIOException()
            .isThrownBy(() -> file.write(ByteBuffer.allocate(32 * 1024)))
            .withMessage("/models/model: cannot be written: out of disk space");
      }

      assertThat(Files.readString(model)).isEqualTo("old");
      assertThat(files(folder)).containsExactly(model);
    }
  }

  private void writeNew(ReplacingFile.Move move) throws IOException {
    try (ReplacingFile file = ReplacingFile.open(target)) {
      file.write(bytes("new"));
      file.commit(move);
    }
  }

  private void assertTargetAlone(String content) throws IOException {
    assertThat(files(directory)).containsExactly(target);
    assertThat(target).hasContent(content);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
