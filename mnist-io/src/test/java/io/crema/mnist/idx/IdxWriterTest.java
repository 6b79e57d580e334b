package io.crema.mnist.idx;

import static io.crema.mnist.idx.IdxBytes.bytes;
import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxWriterTest {

  private static final IdxHeader THREE_BYTES = new IdxHeader(IdxType.UNSIGNED_BYTE, Shape.of(3));

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("file.idx");
  }

  @Test
  void plain_unsignedBytes_writesLiteralBytes() throws IOException {
    try (IdxWriter writer = IdxWriter.plain(file, THREE_BYTES)) {
      writer.writeInts(new int[] {0, 128, 255}, 0, 3);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(bytes(0, 0, 8, 1, 0, 0, 0, 3, 0, 128, 255));
  }

  @Test
  void plain_everyWideType_writesBigEndian() throws IOException {
    assertThat(written(IdxType.SHORT, w -> w.writeInts(new int[] {-2}, 0, 1)))
        .isEqualTo(idx(0x0B, dims(1), 0xFF, 0xFE));
    assertThat(written(IdxType.INT, w -> w.writeInts(new int[] {0x01020304}, 0, 1)))
        .isEqualTo(idx(0x0C, dims(1), 1, 2, 3, 4));
    assertThat(written(IdxType.FLOAT, w -> w.writeFloats(new float[] {-2f}, 0, 1)))
        .isEqualTo(idx(0x0D, dims(1), 0xC0, 0, 0, 0));
    assertThat(written(IdxType.DOUBLE, w -> w.writeDoubles(new double[] {Math.PI}, 0, 1)))
        .isEqualTo(idx(0x0E, dims(1), 0x40, 0x09, 0x21, 0xFB, 0x54, 0x44, 0x2D, 0x18));
    assertThat(written(IdxType.DOUBLE, w -> w.writeFloats(new float[] {1.5f}, 0, 1)))
        .isEqualTo(idx(0x0E, dims(1), 0x3F, 0xF8, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void gzip_values_inflateToPlainFile() throws IOException {
    try (IdxWriter writer = IdxWriter.gzip(file, THREE_BYTES)) {
      writer.writeBytes(bytes(9, 1, 2, 3), 1, 3);
    }

    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(in.readAllBytes()).isEqualTo(idx(0x08, dims(3), 1, 2, 3));
    }
  }

  static Stream<Arguments> typesAndRanks() {
    return Stream.of(IdxType.values())
        .flatMap(
            type ->
                Stream.iterate(1, rank -> rank + 1)
                    .limit(IdxHeader.MAX_RANK)
                    .map(rank -> Arguments.of(type, rank)));
  }

  @ParameterizedTest
  @MethodSource("typesAndRanks")
  void roundTrip_typeAndRank_givesBackHeaderAndValues(IdxType type, int rank) throws IOException {
    int[] lengths = new int[rank];
    Arrays.setAll(lengths, axis -> 1 + (axis + rank) % 3);
    IdxHeader header = new IdxHeader(type, Shape.of(lengths));
    double[] values = values(type, header.shape().size());

    for (boolean gzip : List.of(false, true)) {
      write(header, values, gzip);

      try (IdxReader reader = IdxReader.open(file)) {
        assertThat(reader.header()).isEqualTo(header);
        assertThat(reader.readDoubles(values.length)).isEqualTo(values);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("typesAndRanks")
  void roundTrip_moreThanAllBuffers_givesBackValues(IdxType type, int rank) throws IOException {
    int[] lengths = new int[rank];
    Arrays.fill(lengths, 1);
    lengths[rank - 1] = 20_011 * rank;
    IdxHeader header = new IdxHeader(type, Shape.of(lengths));
    double[] values = values(type, header.shape().size());

    write(header, values, rank % 2 == 0);

    try (IdxReader reader = IdxReader.open(file)) {
      assertThat(reader.readDoubles(values.length)).isEqualTo(values);
    }
  }

  @Test
  void roundTrip_specialDoubles_keepsThem() throws IOException {
    double[] values = {
      -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY
    };

    write(new IdxHeader(IdxType.DOUBLE, Shape.of(5)), values, false);

    try (IdxReader reader = IdxReader.open(file)) {
      assertThat(reader.readDoubles(5)).isEqualTo(values);
    }
  }

  @Test
  void close_fileThere_replacesIt() throws IOException {
    Files.writeString(file, "before");

    try (IdxWriter writer = IdxWriter.plain(file, THREE_BYTES)) {
      writer.writeBytes(bytes(1, 2, 3), 0, 3);
      assertThat(file).hasContent("before");
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(idx(0x08, dims(3), 1, 2, 3));
    assertThat(directory).isDirectoryContaining(file::equals);
    assertNothingElse();
  }

  @Test
  void close_valuesMissing_leavesWhatWasThere() throws IOException {
    for (boolean gzip : List.of(false, true)) {
      Files.writeString(file, "before");
      IdxWriter writer =
          gzip ? IdxWriter.gzip(file, THREE_BYTES) : IdxWriter.plain(file, THREE_BYTES);
      writer.writeBytes(bytes(1, 2), 0, 2);

      assertThatIllegalStateException()
          .isThrownBy(writer::close)
          .withMessage("%s: expected 3 values for unsigned byte [3], got 2", file);

      assertThat(file).hasContent("before");
      assertNothingElse();
    }
  }

  @Test
  void close_afterCallersError_keepsThatErrorAndLeavesNothing() throws IOException {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () -> {
              try (IdxWriter writer = IdxWriter.plain(file, THREE_BYTES)) {
                writer.writeBytes(bytes(1), 0, 1);
                throw new ArithmeticException("the caller's own");
              }
            })
        .withMessage("the caller's own");

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void write_diskFull_failsAndLeavesWhatWasThere() throws IOException {
    Configuration small = Configuration.unix().toBuilder().setMaxSize(1 << 17).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path data = Files.createDirectory(disk.getPath("/data"));
      Path target = Files.writeString(data.resolve("file.idx"), "before");
      byte[] values = new byte[1 << 20];
      IdxHeader header = new IdxHeader(IdxType.UNSIGNED_BYTE, Shape.of(values.length));
      IdxWriter writer = IdxWriter.plain(target, header);

      assertThatIOException()
          .isThrownBy(() -> writer.writeBytes(values, 0, values.length))
          .withMessage("/data/file.idx: cannot be written: out of disk space");
      assertThatIllegalStateException()
          .isThrownBy(() -> writer.writeBytes(values, 0, 1))
          .withMessage("%s: writeBytes after a failed write", target);
      writer.close();

      try (Stream<Path> files = Files.list(data)) {
        assertThat(files).containsExactly(target);
      }
      assertThat(Files.readString(target)).isEqualTo("before");
    }
  }

  @Test
  void roundTrip_otherFileSystem_works() throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      file = memory.getPath("file.idx"); // relative
      write(THREE_BYTES, new double[] {1, 2, 3}, true);

      try (IdxReader reader = IdxReader.open(file)) {
        assertThat(reader.readInts(3)).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void close_cannotMove_deletesTemporaryFile() throws IOException {
    IdxWriter writer = IdxWriter.plain(file, THREE_BYTES);
    writer.writeBytes(bytes(1, 2, 3), 0, 3);
    Files.createDirectory(file);
    Files.writeString(file.resolve("inside"), "in the way");

    assertThatExceptionOfType(IOException.class).isThrownBy(writer::close);

    assertThat(file.resolve("inside")).exists();
    assertNothingElse();
  }

  @Test
  void plain_directoryAtThePath_isRefused() throws IOException {
    Files.createDirectory(file);

    assertThatIOException()
        .isThrownBy(() -> IdxWriter.plain(file, THREE_BYTES))
        .withMessage("%s: expected a file, found a directory", file);

    assertThat(file).isEmptyDirectory();
    assertNothingElse();
  }

  @Test
  void close_twice_hasNoFurtherEffect() throws IOException {
    IdxWriter writer = IdxWriter.plain(file, THREE_BYTES);
    writer.writeBytes(bytes(1, 2, 3), 0, 3);
    writer.close();
    Files.delete(file);

    writer.close();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void write_afterClose_isRefused() throws IOException {
    IdxWriter writer = IdxWriter.plain(file, THREE_BYTES);
    writer.writeBytes(bytes(1, 2, 3), 0, 3);
    writer.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> writer.writeBytes(bytes(1), 0, 1))
        .withMessage("%s: writeBytes after close", file);
  }

  @Test
  void plain_noSuchDirectory_isRefused() {
    Path nowhere = directory.resolve("nowhere").resolve("file.idx");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> IdxWriter.plain(nowhere, THREE_BYTES));
  }

  @Test
  void write_moreThanDeclared_isRefused() throws IOException {
    try (IdxWriter writer = IdxWriter.plain(file, THREE_BYTES)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.writeBytes(new byte[4], 0, 4))
          .withMessage("%s: expected a count from 0 to 3, the values that remain, got 4", file);
      assertThat(writer.remaining()).isEqualTo(3);
      writer.writeBytes(bytes(1, 2, 3), 0, 3);
    }
  }

  @Test
  void write_moreOfAnyTypeThanDeclaredOrGiven_isRefused() throws IOException {
    Shape one = Shape.of(1);
    try (IdxWriter writer = IdxWriter.plain(file, new IdxHeader(IdxType.INT, one))) {
      assertThatIllegalArgumentException().isThrownBy(() -> writer.writeInts(new int[2], 0, 2));
      assertOutOfBounds(() -> writer.writeInts(new int[1], 1, 1));
      writer.writeInts(new int[0], 0, 0);
      writer.writeInts(new int[1], 0, 1);
    }
    try (IdxWriter writer = IdxWriter.plain(file, new IdxHeader(IdxType.FLOAT, one))) {
      assertThatIllegalStateException().isThrownBy(() -> writer.writeInts(new int[1], 0, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> writer.writeFloats(new float[2], 0, 2));
      assertOutOfBounds(() -> writer.writeFloats(new float[1], 1, 1));
      writer.writeFloats(new float[1], 0, 1);
    }
    try (IdxWriter writer = IdxWriter.plain(file, new IdxHeader(IdxType.DOUBLE, one))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.writeDoubles(new double[2], 0, 2));
      assertOutOfBounds(() -> writer.writeDoubles(new double[1], 1, 1));
      writer.writeDoubles(new double[1], 0, 1);
    }
  }

  private static void assertOutOfBounds(ThrowingCallable write) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(write);
  }

  @Test
  void writeInts_outsideRange_isRefusedAndWritesNone() throws IOException {
    try (IdxWriter writer = IdxWriter.plain(file, THREE_BYTES)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.writeInts(new int[] {1, 256, 3}, 0, 3))
          .withMessage("%s: value at 1: expected 0 to 255 for unsigned byte, got 256", file);
      writer.writeInts(new int[] {4, 5, 6}, 0, 3);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(idx(0x08, dims(3), 4, 5, 6));
  }

  @Test
  void write_otherType_isRefused() throws IOException {
    try (IdxWriter writer = IdxWriter.plain(file, THREE_BYTES)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> writer.writeFloats(new float[3], 0, 3))
          .withMessage("%s: writeFloats cannot write values of type unsigned byte", file);
      assertThatIllegalStateException().isThrownBy(() -> writer.writeDoubles(new double[3], 0, 3));
      writer.writeBytes(new byte[3], 0, 3);
    }
  }

  private void assertNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  private void write(IdxHeader header, double[] values, boolean gzip) throws IOException {
    try (IdxWriter writer = gzip ? IdxWriter.gzip(file, header) : IdxWriter.plain(file, header)) {
      int half = values.length / 2;
      writeSome(writer, values, 0, half);
      writeSome(writer, values, half, values.length - half);
    }
  }

  private static void writeSome(IdxWriter writer, double[] values, int offset, int count)
      throws IOException {
    switch (writer.header().type()) {
      case DOUBLE -> writer.writeDoubles(values, offset, count);
      case FLOAT -> {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) values[i];
        }
        writer.writeFloats(floats, offset, count);
      }
      default -> {
        int[] ints = new int[values.length];
        Arrays.setAll(ints, i -> (int) values[i]);
        writer.writeInts(ints, offset, count);
      }
    }
  }

  /** Values that the type holds, among them its least and greatest. */
  private static double[] values(IdxType type, int count) {
    SplitMix64 random = new SplitMix64(count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      long bits = random.next();
      values[i] =
          switch (type) {
            case UNSIGNED_BYTE -> i == 0 ? 255 : bits & 0xFF;
            case SIGNED_BYTE -> i == 0 ? Byte.MIN_VALUE : (byte) bits;
            case SHORT -> i == 0 ? Short.MIN_VALUE : (short) bits;
            case INT -> i == 0 ? Integer.MIN_VALUE : (int) bits;
            case FLOAT -> i == 0 ? Float.MIN_VALUE : (float) ((int) bits * 1e-3);
            case DOUBLE -> i == 0 ? Double.MIN_VALUE : bits * 1e-3;
          };
    }
    return values;
  }

  private byte[] written(IdxType type, Body body) throws IOException {
    try (IdxWriter writer = IdxWriter.plain(file, new IdxHeader(type, Shape.of(1)))) {
      body.write(writer);
    }
    return Files.readAllBytes(file);
  }

  private interface Body {
    void write(IdxWriter writer) throws IOException;
  }
}
