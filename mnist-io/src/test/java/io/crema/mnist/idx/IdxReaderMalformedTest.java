package io.crema.mnist.idx;

import static io.crema.mnist.idx.IdxBytes.bytes;
import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.gzip;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.mnist.idx.IdxBytes.Packing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for every defect a file can have. */
class IdxReaderMalformedTest {

  private static final byte[] GOOD = idx(0x08, dims(2, 3), 1, 2, 3, 4, 5, 6);

  /** The length of the gzip header that the JDK writes. */
  private static final int GZIP_HEADER_BYTES = 10;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("file.idx");
  }

  @ParameterizedTest
  @EnumSource
  void open_emptyFile_isRefused(Packing packing) throws IOException {
    packing.write(file, new byte[0]);

    assertRefused(packing.sourceOf(file), 0, "an IDX header", "an empty file");
  }

  @ParameterizedTest
  @EnumSource
  void open_firstBytesNotZero_isRefused(Packing packing) throws IOException {
    packing.write(file, bytes(0x89, 0x50, 0x08, 1, 0, 0, 0, 1, 7));

    assertRefused(
        packing.sourceOf(file), 0, "two bytes of zero, as every IDX file begins", "0x89 0x50");
  }

  @ParameterizedTest
  @EnumSource
  void open_secondByteNotZero_isRefused(Packing packing) throws IOException {
    packing.write(file, bytes(0, 1, 0x08, 1, 0, 0, 0, 1, 7));

    assertRefused(
        packing.sourceOf(file), 0, "two bytes of zero, as every IDX file begins", "0x00 0x01");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x07, 0x0A, 0x0F, 0xFF})
  void open_unknownType_isRefused(int type) throws IOException {
    for (Packing packing : Packing.values()) {
      packing.write(file, idx(type, dims(1), 7));

      assertRefused(
          packing.sourceOf(file),
          2,
          "type 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e",
          "0x%02x".formatted(type));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255})
  void open_rankOutOfRange_isRefused(int rank) throws IOException {
    for (Packing packing : Packing.values()) {
      packing.write(file, bytes(0, 0, 0x08, rank, 0, 0, 0, 1, 7));

      assertRefused(packing.sourceOf(file), 3, "a rank from 1 to 8", String.valueOf(rank));
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_endInsideMagic_isRefused(Packing packing) throws IOException {
    packing.write(file, bytes(0, 0, 8));

    assertRefused(packing.sourceOf(file), 3, "an IDX header", "the end of the data");
  }

  @ParameterizedTest
  @EnumSource
  void open_endInsideLengths_isRefused(Packing packing) throws IOException {
    packing.write(file, bytes(0, 0, 8, 2, 0, 0, 0, 1, 0, 0));

    assertRefused(
        packing.sourceOf(file), 10, "8 bytes for the lengths of 2 axes", "the end of the data");
  }

  @ParameterizedTest
  @EnumSource
  void open_negativeLength_isRefused(Packing packing) throws IOException {
    packing.write(file, idx(0x08, dims(2, -3), 1, 2, 3, 4, 5, 6));

    assertRefused(
        packing.sourceOf(file), 8, "a length from 1 to 2147483647 on axis 1", "-3 of [2, -3]");
  }

  @ParameterizedTest
  @EnumSource
  void open_zeroLength_isRefused(Packing packing) throws IOException {
    packing.write(file, idx(0x08, dims(0, 28, 28)));

    assertRefused(
        packing.sourceOf(file), 4, "a length from 1 to 2147483647 on axis 0", "0 of [0, 28, 28]");
  }

  @ParameterizedTest
  @EnumSource
  void open_moreValuesThanAnArrayHolds_isRefused(Packing packing) throws IOException {
    packing.write(file, idx(0x08, dims(2_147_483_640), 7));

    assertRefused(packing.sourceOf(file), 4, "at most 2147483639 values", "[2147483640]");
  }

  @ParameterizedTest
  @EnumSource
  void open_productThatWrapsToZeroInLong_isRefused(Packing packing) throws IOException {
    packing.write(file, idx(0x08, dims(1 << 30, 1 << 30, 1 << 4), 7));

    assertRefused(
        packing.sourceOf(file), 8, "at most 2147483639 values", "[1073741824, 1073741824, 16]");
  }

  @Test
  void open_plainShortData_isRefusedAtOnce() throws IOException {
    Files.write(file, Arrays.copyOf(GOOD, GOOD.length - 1));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxReader.open(file))
        .withMessage(
            "%s: byte 17: expected 6 bytes of data for unsigned byte [2, 3],"
                + " found the end of the data",
            file);
  }

  @ParameterizedTest
  @EnumSource
  void read_shortData_isRefused(Packing packing) throws IOException {
    packing.write(file, Arrays.copyOf(GOOD, GOOD.length - 1));

    assertRefused(
        packing.sourceOf(file),
        17,
        "6 bytes of data for unsigned byte [2, 3]",
        "the end of the data");
  }

  @ParameterizedTest
  @EnumSource
  void read_shortDataOfWideType_isRefused(Packing packing) throws IOException {
    packing.write(file, idx(0x0E, dims(1), 1, 2, 3, 4, 5, 6, 7));

    assertRefused(
        packing.sourceOf(file), 15, "8 bytes of data for double [1]", "the end of the data");
  }

  @Test
  void open_plainTrailingData_isRefusedAtOnce() throws IOException {
    Files.write(file, Arrays.copyOf(GOOD, GOOD.length + 3));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxReader.open(file))
        .withMessage("%s: byte 18: expected the end of the data, found 3 bytes more", file);
  }

  @Test
  void read_gzipInflatesPastDeclaredSize_isRefused() throws IOException {
    Files.write(file, gzip(Arrays.copyOf(GOOD, GOOD.length + 100_000_000)));

    assertRefused(file + " (inflated)", 18, "the end of the data", "more bytes");
  }

  @Test
  void read_streamWithTrailingData_isRefused() {
    InputStream in = new ByteArrayInputStream(Arrays.copyOf(GOOD, GOOD.length + 1));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> readAll(IdxReader.open("resource", in)))
        .withMessage("resource: byte 18: expected the end of the data, found more bytes");
  }

  @Test
  void read_streamWithShortData_isRefused() {
    InputStream in = new ByteArrayInputStream(Arrays.copyOf(GOOD, 14));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> readAll(IdxReader.open("resource", in)))
        .withMessage(
            "resource: byte 14: expected 6 bytes of data for unsigned byte [2, 3],"
                + " found the end of the data");
  }

  @Test
  void read_gzipCutOff_isRefusedAtEveryLength() throws IOException {
    byte[] packed = gzip(GOOD);

    for (int length = 2; length < packed.length; length++) {
      Files.write(file, Arrays.copyOf(packed, length));

      assertThatExceptionOfType(IdxFormatException.class)
          .isThrownBy(() -> readAll(IdxReader.open(file)))
          .withMessageStartingWith("%s: byte %d: expected more ", file, length)
          .withMessageEndingWith(", found the end of the file");
    }
  }

  @Test
  void read_gzipCorruptData_isRefused() throws IOException {
    byte[] packed = gzip(GOOD);
    packed[GZIP_HEADER_BYTES] = (byte) 0xFF; // a block of the type that does not exist
    Files.write(file, packed);

    IdxFormatException wrong = refusal();
    assertThat(wrong.source()).isEqualTo(file.toString());
    assertThat(wrong.offset()).isBetween((long) GZIP_HEADER_BYTES, (long) packed.length);
    assertThat(wrong.expected()).isEqualTo("valid compressed data");
    assertThat(wrong.found()).isEqualTo("corrupt data (invalid block type)");
  }

  @Test
  void read_gzipWrongChecksum_isRefused() throws IOException {
    byte[] packed = gzip(GOOD);
    packed[packed.length - 8] ^= 1;
    Files.write(file, packed);

    IdxFormatException wrong = refusal();
    assertThat(wrong.source()).isEqualTo(file.toString());
    assertThat(wrong.offset()).isEqualTo(packed.length - 8);
    assertThat(wrong.expected()).startsWith("a checksum (CRC-32) of 0x");
    assertThat(wrong.found()).startsWith("0x").isNotEqualTo(wrong.expected().substring(23));
  }

  @Test
  void read_gzipWrongLength_isRefused() throws IOException {
    byte[] packed = gzip(GOOD);
    packed[packed.length - 3] = 1;
    Files.write(file, packed);

    assertRefused(
        file.toString(), packed.length - 4, "an inflated length of 0x00000012", "0x00000112");
  }

  @Test
  void open_gzipUnknownMethod_isRefused() throws IOException {
    byte[] packed = gzip(GOOD);
    packed[2] = 7;
    Files.write(file, packed);

    assertRefused(file.toString(), 2, "compression method 0x08", "0x07");
  }

  @Test
  void open_gzipReservedFlag_isRefused() throws IOException {
    byte[] packed = gzip(GOOD);
    packed[3] = (byte) 0x80;
    Files.write(file, packed);

    assertRefused(file.toString(), 3, "gzip flags below 0x20", "0x80");
  }

  @Test
  void read_bytesBehindGzip_isRefused() throws IOException {
    byte[] packed = gzip(GOOD);
    Files.write(file, Arrays.copyOf(packed, packed.length + 1));

    assertRefused(
        file.toString(), packed.length, "the end of the file or a gzip member (byte 0x1f)", "0x00");
  }

  @Test
  void open_directory_isRefused() {
    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxReader.open(directory))
        .withMessage("%s: byte 0: expected an IDX file, found a directory", directory);
  }

  @Test
  void open_noSuchFile_isRefusedByName() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> IdxReader.open(file))
        .withMessage(file.toString());
  }

  /** 2 GB claimed by a file of 20 bytes, or by what a small gzip file inflates to. */
  @ParameterizedTest
  @EnumSource
  void read_hostileHeader_allocatesNoMoreThanPieces(Packing packing) throws IOException {
    byte[] hostile = idx(0x08, dims(2_000, 1_000_000), 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(hostile).hasSize(20);
    packing.write(file, hostile);
    refusal(); // classes are loaded now

    long before = allocatedBytes();
    IdxFormatException wrong = refusal();
    long allocated = allocatedBytes() - before;

    assertThat(wrong.found()).isEqualTo("the end of the data");
    assertThat(allocated).isBetween(1L, 1L << 20);
  }

  @Test
  void read_hostileHeaderOfDoubles_allocatesNoMoreThanPieces() throws IOException {
    Files.write(file, gzip(idx(0x0E, dims(2_000, 1_000_000), 1, 2, 3, 4, 5, 6, 7, 8)));
    refusal();

    long before = allocatedBytes();
    refusal();

    assertThat(allocatedBytes() - before).isBetween(1L, 2L << 20);
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private void assertRefused(String source, long offset, String expected, String found) {
    assertThat(refusal())
        .hasMessage("%s: byte %d: expected %s, found %s", source, offset, expected, found);
  }

  private IdxFormatException refusal() {
    try {
      readAll(IdxReader.open(file));
    } catch (IdxFormatException e) {
      return e;
    } catch (IOException e) {
      throw new AssertionError("not typed", e);
    }
    throw new AssertionError("not refused");
  }

  private static void readAll(IdxReader opened) throws IOException {
    try (IdxReader reader = opened) {
      if (reader.header().type().bytes() == 1) {
        reader.readBytes(reader.remaining());
      } else {
        reader.readDoubles(reader.remaining());
      }
    }
  }
}
