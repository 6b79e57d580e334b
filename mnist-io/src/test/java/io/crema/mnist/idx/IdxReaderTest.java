package io.crema.mnist.idx;

import static io.crema.mnist.idx.IdxBytes.bytes;
import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.gzip;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxBytes.Packing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdxReaderTest {

  private static final byte[] PAIRS = idx(0x08, dims(3, 2), 0, 127, 128, 255, 1, 2);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void open_goodFile_givesHeader(Packing packing) throws IOException {
    Path file = packing.write(directory.resolve("f"), PAIRS);

    try (IdxReader reader = IdxReader.open(file)) {
      assertThat(reader.header()).isEqualTo(new IdxHeader(IdxType.UNSIGNED_BYTE, Shape.of(3, 2)));
      assertThat(reader.header().items()).isEqualTo(3);
      assertThat(reader.header().itemSize()).isEqualTo(2);
      assertThat(reader.remaining()).isEqualTo(6);
      assertThat(reader.name()).isEqualTo(packing.sourceOf(file));
    }
  }

  @Test
  void open_misleadingName_goesByContent() throws IOException {
    Path gzipped = Packing.GZIP.write(directory.resolve("plain"), PAIRS);
    Path plain = Packing.PLAIN.write(directory.resolve("packed.gz"), PAIRS);

    for (Path file : new Path[] {gzipped, plain}) {
      try (IdxReader reader = IdxReader.open(file)) {
        assertThat(reader.readInts(6)).containsExactly(0, 127, 128, 255, 1, 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void readBytes_itemByItem_givesEachInTurn(Packing packing) throws IOException {
    Path file = packing.write(directory.resolve("f"), PAIRS);
    byte[] item = new byte[4];

    try (IdxReader reader = IdxReader.open(file)) {
      reader.readBytes(item, 1, 2);
      assertThat(item).containsExactly(0, 0, 127, 0);
      reader.readBytes(item, 1, 2);
      assertThat(item).containsExactly(0, -128, -1, 0);
      assertThat(reader.remaining()).isEqualTo(2);
      assertThat(reader.readBytes(2)).containsExactly(1, 2);
      assertThat(reader.remaining()).isZero();
    }
  }

  @Test
  void readInts_bigEndianBytes_givesLiterals() throws IOException {
    assertThat(ints(0x08, 3, 0, 128, 255)).containsExactly(0, 128, 255);
    assertThat(ints(0x09, 3, 0, 128, 255)).containsExactly(0, -128, -1);
    assertThat(ints(0x0B, 2, 0x01, 0x02, 0xFF, 0xFE)).containsExactly(0x0102, -2);
    assertThat(ints(0x0C, 2, 1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFE)).containsExactly(0x01020304, -2);
  }

  @Test
  void readFloats_everyType_givesLiterals() throws IOException {
    assertThat(floats(0x08, 2, 0, 255)).containsExactly(0f, 255f);
    assertThat(floats(0x09, 2, 1, 255)).containsExactly(1f, -1f);
    assertThat(floats(0x0B, 1, 0xFF, 0xFE)).containsExactly(-2f);
    assertThat(floats(0x0C, 1, 0x01, 0, 0, 0x01)).containsExactly(16_777_216f); // rounded to even
    assertThat(floats(0x0D, 2, 0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0)).containsExactly(1f, -2f);
    assertThat(floats(0x0E, 1, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0)).containsExactly(1.5f);
  }

  @Test
  void readDoubles_everyType_givesLiterals() throws IOException {
    assertThat(doubles(0x0C, 1, 0x01, 0, 0, 0x01)).containsExactly(16_777_217d);
    assertThat(doubles(0x0D, 1, 0x3F, 0x80, 0, 0)).containsExactly(1d);
    assertThat(doubles(0x0E, 1, 0x40, 0x09, 0x21, 0xFB, 0x54, 0x44, 0x2D, 0x18))
        .containsExactly(Math.PI);
  }

  @ParameterizedTest
  @EnumSource
  void readBytes_muchLargerThanFirstPiece_givesAll(Packing packing) throws IOException {
    int[] data = new int[300_001];
    Arrays.setAll(data, i -> i * 31 + i / 256);
    Path file = packing.write(directory.resolve("f"), idx(0x08, dims(data.length), data));

    try (IdxReader reader = IdxReader.open(file)) {
      assertThat(reader.readBytes(data.length)).isEqualTo(bytes(data));
    }
  }

  @Test
  void read_gzipOfSeveralMembers_isOneFile() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(Arrays.copyOf(PAIRS, 5)));
    members.write(gzip(new byte[0]));
    members.write(gzip(Arrays.copyOfRange(PAIRS, 5, PAIRS.length)));
    Path file = Files.write(directory.resolve("f"), members.toByteArray());

    try (IdxReader reader = IdxReader.open(file)) {
      assertThat(reader.readInts(6)).containsExactly(0, 127, 128, 255, 1, 2);
    }
  }

  @Test
  void read_gzipWithEveryOptionalField_passesOverThem() throws IOException {
    byte[] packed = gzip(PAIRS);
    packed[3] = 2 | 4 | 8 | 16;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(packed, 0, 10);
    out.write(bytes(3, 0, 9, 0, 9)); // extra: length 3, little-endian
    out.write(bytes('n', 0, 'c', 0)); // name, comment
    out.write(bytes(1, 2)); // checksum of the header
    out.write(packed, 10, packed.length - 10);
    Path file = Files.write(directory.resolve("f"), out.toByteArray());

    try (IdxReader reader = IdxReader.open(file)) {
      assertThat(reader.readInts(6)).containsExactly(0, 127, 128, 255, 1, 2);
    }
  }

  @Test
  void read_streamThatTrickles_givesAll() throws IOException {
    try (IdxReader reader = IdxReader.open("trickle", new Trickle(gzip(PAIRS)))) {
      assertThat(reader.readInts(6)).containsExactly(0, 127, 128, 255, 1, 2);
    }
  }

  @Test
  void open_streamRefused_closesStream() {
    Trickle in = new Trickle(bytes(1, 2, 3, 4));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxReader.open("resource", in));

    assertThat(in.closed).isTrue();
  }

  @Test
  void close_afterReading_closesStream() throws IOException {
    for (byte[] content : new byte[][] {PAIRS, gzip(PAIRS)}) {
      Trickle in = new Trickle(content);

      IdxReader.open("resource", in).close();

      assertThat(in.closed).isTrue();
    }
  }

  @Test
  void readBytes_wideType_isRefused() throws IOException {
    try (IdxReader reader = open(idx(0x0B, dims(1), 0, 1))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> reader.readBytes(1))
          .withMessage("resource: readBytes cannot read values of type short");
    }
  }

  @Test
  void readInts_floatType_isRefused() throws IOException {
    try (IdxReader reader = open(idx(0x0D, dims(1), 0, 0, 0, 0))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> reader.readInts(1))
          .withMessage("resource: readInts cannot read values of type float");
    }
  }

  @Test
  void read_moreThanRemains_isRefused() throws IOException {
    try (IdxReader reader = open(PAIRS)) {
      reader.readBytes(4);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.readFloats(3))
          .withMessage("resource: expected a count from 0 to 2, the values that remain, got 3");
      assertThatIllegalArgumentException().isThrownBy(() -> reader.readBytes(-1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_noRoom_isRefusedBeforeReading(Kind kind) throws IOException {
    try (IdxReader reader = open(PAIRS)) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> kind.read(reader, 2, 1, 2));
      assertThat(reader.remaining()).isEqualTo(6);
      assertThat(kind.read(reader, 4, 1, 2)).containsExactly(0, 0, kind.of(127), 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_inParts_putsThemWhereTheyAreToBe(Kind kind) throws IOException {
    try (IdxReader reader = open(PAIRS)) {
      assertThat(kind.read(reader, 0, 0, 0)).isEmpty();
      assertThat(kind.read(reader, 5, 2, 3)).containsExactly(0, 0, 0, kind.of(127), kind.of(128));
      assertThat(reader.remaining()).isEqualTo(3);
      assertThat(kind.read(reader, 3, 0, 3)).containsExactly(kind.of(255), 1, 2);
      assertThat(reader.remaining()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_moreBehindTheLastValue_isRefused(Kind kind) throws IOException {
    try (IdxReader reader = open(Arrays.copyOf(PAIRS, PAIRS.length + 1))) {
      kind.read(reader, 5, 0, 5);

      assertThatExceptionOfType(IdxFormatException.class)
          .isThrownBy(() -> kind.read(reader, 1, 0, 1));
    }
  }

  @Test
  void read_streamMuchLargerThanFirstPiece_givesAll() throws IOException {
    int[] data = new int[300_001];
    Arrays.setAll(data, i -> (i * 31 + i / 256) & 0xFF);
    byte[] file = idx(0x08, dims(data.length), data);

    try (IdxReader reader = open(file)) {
      assertThat(reader.readInts(data.length)).isEqualTo(data);
    }
    try (IdxReader reader = open(file)) {
      assertThat(reader.readDoubles(data.length))
          .isEqualTo(Arrays.stream(data).asDoubleStream().toArray());
    }
    try (IdxReader reader = open(file)) {
      float[] floats = reader.readFloats(data.length);
      for (int i = 0; i < data.length; i++) {
        assertThat(floats[i]).isEqualTo(data[i]);
      }
    }
  }

  @Test
  void gzip_byteByByte_givesEachAndThenTheEnd() throws IOException {
    try (GzipInput in = new GzipInput("x", new ByteArrayInputStream(gzip(bytes(0, 128, 255, 1))))) {
      for (int expected : new int[] {0, 128, 255, 1, -1, -1}) {
        assertThat(in.read()).isEqualTo(expected);
      }
    }
  }

  @Test
  void header_rankOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdxHeader(IdxType.INT, Shape.of()))
        .withMessage("IdxHeader: expected a shape of rank 1 to 8, got [] of rank 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdxHeader(IdxType.INT, Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 1)));
  }

  @Test
  void dataBytes_moreThanIntHolds_isCounted() {
    IdxHeader header = new IdxHeader(IdxType.DOUBLE, Shape.of(2_000_000_000));

    assertThat(header.dataBytes()).isEqualTo(16_000_000_000L);
    assertThat(header).hasToString("double [2000000000]");
  }

  private static int[] ints(int type, int count, int... data) throws IOException {
    try (IdxReader reader = open(idx(type, dims(count), data))) {
      return reader.readInts(count);
    }
  }

  private static float[] floats(int type, int count, int... data) throws IOException {
    try (IdxReader reader = open(idx(type, dims(count), data))) {
      return reader.readFloats(count);
    }
  }

  private static double[] doubles(int type, int count, int... data) throws IOException {
    try (IdxReader reader = open(idx(type, dims(count), data))) {
      return reader.readDoubles(count);
    }
  }

  private static IdxReader open(byte[] content) throws IOException {
    return IdxReader.open("resource", new ByteArrayInputStream(content));
  }

  /** The ways to read a part of the values, each given back as doubles. */
  enum Kind {
    BYTES {
      @Override
      double[] read(IdxReader reader, int length, int offset, int count) throws IOException {
        byte[] to = new byte[length];
        reader.readBytes(to, offset, count);
        return doubles(length, i -> to[i]);
      }

      @Override
      double of(int value) {
        return (byte) value;
      }
    },
    INTS {
      @Override
      double[] read(IdxReader reader, int length, int offset, int count) throws IOException {
        int[] to = new int[length];
        reader.readInts(to, offset, count);
        return doubles(length, i -> to[i]);
      }
    },
    FLOATS {
      @Override
      double[] read(IdxReader reader, int length, int offset, int count) throws IOException {
        float[] to = new float[length];
        reader.readFloats(to, offset, count);
        return doubles(length, i -> to[i]);
      }
    },
    DOUBLES {
      @Override
      double[] read(IdxReader reader, int length, int offset, int count) throws IOException {
        double[] to = new double[length];
        reader.readDoubles(to, offset, count);
        return to;
      }
    };

    abstract double[] read(IdxReader reader, int length, int offset, int count) throws IOException;

    /** An unsigned byte as this way gives it. */
    double of(int value) {
      return value;
    }

    private static double[] doubles(int length, IntToDoubleFunction value) {
      return IntStream.range(0, length).mapToDouble(value).toArray();
    }
  }

  /** Gives one byte at a time, claims that none is available, and tells whether it was closed. */
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private boolean closed;

    Trickle(byte[] content) {
      in = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return in.read(to, offset, Math.min(1, length));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
