package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors.ReadOption;
import io.crema.nn.io.Safetensors.WriteOption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  /* By hand: {k: v} in the metadata; a = [[1], [-2]], b = 0.5. */
  private static final String PINNED =
      "8800000000000000" // 136, the length of the header
          + "7b225f5f6d657461646174615f5f223a" // {"__metadata__":
          + "7b226b223a2276227d2c2261223a7b22" // {"k":"v"},"a":{"
          + "6474797065223a22463332222c227368" // dtype":"F32","sh
          + "617065223a5b322c315d2c2264617461" // ape":[2,1],"data
          + "5f6f666673657473223a5b302c385d7d" // _offsets":[0,8]}
          + "2c2262223a7b226474797065223a2246" // ,"b":{"dtype":"F
          + "3332222c227368617065223a5b5d2c22" // 32","shape":[],"
          + "646174615f6f666673657473223a5b38" // data_offsets":[8
          + "2c31325d7d7d2020" // ,12]}} and two spaces
          + "0000803f" // 1
          + "000000c0" // -2
          + "0000003f"; // 0.5

  @TempDir private Path directory;

  @Test
  void write_tinyFile_isThePinnedBytes() throws IOException {
    Path path = directory.resolve("tiny.safetensors");

    Safetensors.write(
        path,
        Map.of(
            "b", Tensor.of(Shape.of(), new float[] {0.5f}),
            "a", Tensor.of(Shape.of(2, 1), new float[] {1, -2})),
        Map.of("k", "v"));

    assertThat(HexFormat.of().formatHex(Files.readAllBytes(path))).isEqualTo(PINNED);
  }

  @Test
  void read_pinnedBytes_givesTensorsAndMetadata() throws IOException {
    Path path = directory.resolve("tiny.safetensors");
    Files.write(path, HexFormat.of().parseHex(PINNED));

    SafetensorsFile file = Safetensors.read(path);

    assertThat(file.metadata()).containsExactly(Map.entry("k", "v"));
    assertThat(file.tensors()).containsOnlyKeys("a", "b");
    assertTensor(file, "a", Shape.of(2, 1), 1, -2);
    assertTensor(file, "b", Shape.of(), 0.5f);
  }

  @Test
  void read_stream_givesTheSameAndLeavesItOpen() throws IOException {
    boolean[] closed = new boolean[1];
    try (ByteArrayInputStream in =
        new ByteArrayInputStream(HexFormat.of().parseHex(PINNED)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        }) {
      SafetensorsFile file = Safetensors.read("tiny", in);

      assertThat(closed[0]).isFalse();
      assertTensor(file, "a", Shape.of(2, 1), 1, -2);
      assertTensor(file, "b", Shape.of(), 0.5f);
    }
  }

  @Test
  void roundTrip_awkwardNamesAndTexts_givesThemBack() throws IOException {
    Path path = directory.resolve("names.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name :
        new String[] {"", " ", "\"q\"", "\\", "a\n\t\u0000", "größe", "重み", "🐈/w"}) {
      tensors.put(name, Tensor.of(Shape.of(1, 1), new float[] {tensors.size()}));
    }
    Map<String, String> metadata =
        Map.of("json", "{\"a\": [1, \"ü 🐈\"]}", "", "", "__metadata__", "x");

    Safetensors.write(path, tensors, metadata);
    SafetensorsFile file = Safetensors.read(path);

    assertThat(file.metadata()).isEqualTo(metadata);
    assertThat(file.tensors()).hasSameSizeAs(tensors);
    tensors.forEach((name, tensor) -> assertTensor(file, name, Shape.of(1, 1), tensor.get(0, 0)));
  }

  /* Around the reader's chunk of 16384 values, and where a stream's array grows more than once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16_383, 16_384, 16_385, 100_000})
  void roundTrip_manyValues_givesTheSameBits(int size) throws IOException {
    Path path = directory.resolve("many.safetensors");
    Tensor tensor = Tensor.zeros(Shape.of(size));
    for (int i = 0; i < size; i++) {
      tensor.set(Float.intBitsToFloat((i * 31_337 & 0x7f7fffff) | (i << 31)), i);
    }

    Safetensors.write(path, Map.of("w", tensor, "x", tensor), Map.of());

    byte[] bytes = Files.readAllBytes(path);
    SafetensorsFile fromPath = Safetensors.read(path);
    SafetensorsFile fromStream = Safetensors.read("many", new ByteArrayInputStream(bytes));
    for (String name : new String[] {"w", "x"}) {
      assertThat(bits(fromPath.tensors().get(name))).isEqualTo(bits(tensor));
      assertThat(bits(fromStream.tensors().get(name))).isEqualTo(bits(tensor));
    }
  }

  @Test
  void roundTrip_nothing_isAnEmptyFile() throws IOException {
    Path path = directory.resolve("empty.safetensors");

    Safetensors.write(path, Map.of(), Map.of());

    assertThat(HexFormat.of().formatHex(Files.readAllBytes(path)))
        .isEqualTo("0800000000000000" + "7b7d202020202020");
    assertThat(Safetensors.read(path).tensors()).isEmpty();
    assertThat(Safetensors.read(path).metadata()).isEmpty();
  }

  @Test
  void write_arrayLongerThanTensor_writesTheTensorAlone() throws IOException {
    Path path = directory.resolve("over.safetensors");

    Safetensors.write(
        path, Map.of("w", Tensor.over(Shape.of(2), new float[] {1, 2, Float.NaN})), Map.of());

    assertTensor(Safetensors.read(path), "w", Shape.of(2), 1, 2);
  }

  @Test
  void read_entriesOutOfOrder_givesThemInTheOrderOfTheirValues() throws IOException {
    byte[] bytes =
        SafetensorsBytes.file(
            """
            {"b": {"data_offsets": [4, 8], "shape": [1], "dtype": "F32"},
             "a": {"shape": [1], "data_offsets": [0, 4], "dtype": "F32"}}""",
            1,
            2);

    SafetensorsFile file = Safetensors.read("unordered", new ByteArrayInputStream(bytes));

    assertThat(file.tensors().keySet()).containsExactly("a", "b");
    assertTensor(file, "a", Shape.of(1), 1);
    assertTensor(file, "b", Shape.of(1), 2);
  }

  @Test
  void read_escapedNames_givesTheCharacters() throws IOException {
    byte[] bytes =
        SafetensorsBytes.file(
            """
            {"__metadata__": {"\\ud83d\\udc08": "\\u00fc\\ud83d\\udc08"},
             "\\u0077\\ud83d\\udc08": {"dtype": "\\u004632", "shape": [],
              "data_offsets": [0, 4]}}""",
            1);

    SafetensorsFile file = Safetensors.read("escaped", new ByteArrayInputStream(bytes));

    assertThat(file.metadata()).containsExactly(Map.entry("🐈", "ü🐈"));
    assertThat(file.tensors()).containsOnlyKeys("w🐈");
  }

  @Test
  void read_resultChanged_isRefused() throws IOException {
    SafetensorsFile file =
        Safetensors.read("tiny", new ByteArrayInputStream(HexFormat.of().parseHex(PINNED)));

    assertThat(file.tensors()).isUnmodifiable();
    assertThat(file.metadata()).isUnmodifiable();
  }

  @Test
  void read_nonFiniteAllowed_givesItBack() throws IOException {
    byte[] bytes =
        SafetensorsBytes.file(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            Float.NaN,
            Float.NEGATIVE_INFINITY);

    SafetensorsFile file =
        Safetensors.read("w", new ByteArrayInputStream(bytes), ReadOption.ALLOW_NON_FINITE);

    assertTensor(file, "w", Shape.of(2), Float.NaN, Float.NEGATIVE_INFINITY);
  }

  /* The bit patterns are of the formats' definitions. */
  @Test
  void read_halfAndBrainFloats_widensThemExactly() throws IOException {
    byte[] bytes =
        SafetensorsBytes.file(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]}}",
            Float.intBitsToFloat(0xc000_3c01), // -2 and 1 + 2^-10
            Float.intBitsToFloat(0x0001_7bff), // 2^-24 and 65504
            Float.intBitsToFloat(0xc049_3f80)); // -3.140625 and 1

    SafetensorsFile file = Safetensors.read("w", new ByteArrayInputStream(bytes));

    assertTensor(file, "h", Shape.of(4), 1 + 0x1p-10f, -2, 65_504, 0x1p-24f);
    assertTensor(file, "b", Shape.of(2), 1, -3.140625f);
  }

  /** Little-endian values of 8 bytes, given as two floats' bits. */
  private static byte[] eightBytes(String type, String shape, int bytes, long bits) {
    return SafetensorsBytes.file(
        "{\"w\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[0,%d]}}"
            .formatted(type, shape, bytes),
        Float.intBitsToFloat((int) bits),
        Float.intBitsToFloat((int) (bits >>> 32)));
  }

  @ParameterizedTest
  @CsvSource({
    "I64, [], 1",
    "I64, [], -16777218",
    "I32, [2], 7 -3",
    "U32, [2], 4294967040 0",
    "I16, [4], -32768 32767 0 1",
    "U16, [4], 65535 0 1 2",
    "I8, [8], -128 127 0 1 2 3 4 -5",
    "U8, [8], 255 128 0 1 2 3 4 5",
    "BOOL, [8], 1 0 1 0 0 0 0 1",
  })
  void read_integersAndTruthValues_areExact(String type, String shape, String values)
      throws IOException {
    List<String> numbers = List.of(values.split(" ", -1));
    float[] expected = new float[numbers.size()];
    ByteBuffer bits = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < expected.length; i++) {
      long value = Long.parseLong(numbers.get(i));
      expected[i] = value;
      switch (8 / expected.length) {
        case 8 -> bits.putLong(value);
        case 4 -> bits.putInt((int) value);
        case 2 -> bits.putShort((short) value);
        default -> bits.put((byte) value);
      }
    }
    byte[] file = eightBytes(type, shape, 8, bits.getLong(0));

    Tensor tensor = Safetensors.read("w", new ByteArrayInputStream(file)).tensors().get("w");

    assertThat(tensor.toArray()).isEqualTo(expected);
  }

  @Test
  void read_double_isTheNearestFloat() throws IOException {
    byte[] file = eightBytes("F64", "[1]", 8, Double.doubleToRawLongBits(0.1));

    SafetensorsFile read = Safetensors.read("w", new ByteArrayInputStream(file));

    assertTensor(read, "w", Shape.of(1), 0.1f);
  }

  @ParameterizedTest
  @ValueSource(longs = {16_777_217, Long.MAX_VALUE, Long.MIN_VALUE + 1})
  void read_integerThatNoFloatEquals_isRefused(long value) {
    byte[] file = eightBytes("I64", "[]", 8, value);

    assertThatThrownBy(() -> Safetensors.read("w", new ByteArrayInputStream(file)))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(
            "value 0 of tensor \"w\": expected an integer that a float can hold, found another");
  }

  @Test
  void read_someTensors_skipsTheOthersWhateverTheyAre() throws IOException {
    Path path = directory.resolve("some");
    Files.write(
        path,
        SafetensorsBytes.file(
            "{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]},"
                + "\"c\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}",
            1f,
            2f,
            3f));

    SafetensorsFile file = Safetensors.read(path, "c"::equals);

    assertThat(file.tensors()).containsOnlyKeys("c");
    assertTensor(file, "c", Shape.of(), 3);
    assertThatThrownBy(() -> Safetensors.read(path, "b"::equals))
        .hasMessageContaining(
            "shape of tensor \"b\": expected axis lengths of at least 1, found 0");
  }

  @ParameterizedTest
  @CsvSource({"F16, 0x7c00", "F16, 0x7e01", "BF16, 0x7f80", "BF16, 0xffc0"})
  void read_nonFiniteHalf_isRefusedAtItsByte(String type, String bits) {
    String header =
        "{\"h\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[0,4]}}".formatted(type);
    byte[] bytes = SafetensorsBytes.file(header, Float.intBitsToFloat(Integer.decode(bits) << 16));

    assertThatThrownBy(() -> Safetensors.read("w", new ByteArrayInputStream(bytes)))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageStartingWith(
            "w: byte %d: value 1 of tensor \"h\": expected a finite number, found",
            8 + header.length() + 2);
  }

  @Test
  void roundTrip_f16_halvesTheValuesAndRoundsThem() throws IOException {
    Path path = directory.resolve("half.safetensors");
    float[] values = {1, 1 + 0x1p-11f, 1 + 3 * 0x1p-11f, -0.1f, 65_519, 1e-9f, -0f};
    Safetensors.write(path, Map.of("w", Tensor.of(Shape.of(7), values)), Map.of(), WriteOption.F16);

    SafetensorsFile file = Safetensors.read(path);

    assertTensor(file, "w", Shape.of(7), 1, 1, 1 + 0x1p-9f, -0.099975586f, 65_504, 0, -0f);
    long header = Files.size(path) - 8 - 14;
    assertThat(header % 8).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {65_520, -1e9f})
  void write_tooLargeForF16_isRefused(float value) {
    Map<String, Tensor> tensors = Map.of("w", Tensor.of(Shape.of(2), new float[] {1, value}));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Safetensors.write(directory.resolve("x"), tensors, Map.of(), WriteOption.F16))
        .withMessage(
            "Safetensors: value 1 of tensor \"w\": expected at most 65504.0, as F16 holds no more,"
                + " got %s",
            value);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void read_noSuchFile_saysWhich() {
    Path path = directory.resolve("none.safetensors");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Safetensors.read(path))
        .withMessage(path.toString());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void write_nonFiniteValue_isRefused(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("w", Tensor.of(Shape.of(2), new float[] {1, value})))
        .withMessage(
            "Safetensors: value 1 of tensor \"w\": expected a finite number, got %s", value);
  }

  @Test
  void write_tensorNamedMetadata_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("__metadata__", Tensor.zeros(Shape.of(1))))
        .withMessage("Safetensors: expected another tensor name than __metadata__");
  }

  @Test
  void write_tooManyAxes_isRefused() {
    int[] dims = new int[33];
    Arrays.fill(dims, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("w", Tensor.zeros(Shape.of(dims))))
        .withMessage("Safetensors: tensor \"w\": expected at most 32 axes, got 33");
  }

  @Test
  void write_loneSurrogate_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("\ud83d", Tensor.zeros(Shape.of(1))))
        .withMessage("Safetensors: tensor name: expected valid Unicode, got a lone surrogate");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Safetensors.write(directory.resolve("x"), Map.of(), Map.of("key", "\udc08")))
        .withMessage(
            "Safetensors: metadata value of \"key\": expected valid Unicode,"
                + " got a lone surrogate");
  }

  @Test
  void write_longestHeader_isReadBack() throws IOException {
    Path path = directory.resolve("long.safetensors");
    // {"__metadata__":{"":"..."}} has 24 characters beside the text.
    String text = "x".repeat(Safetensors.MAX_HEADER_BYTES - 24);

    Safetensors.write(path, Map.of(), Map.of("", text));

    assertThat(Files.size(path)).isEqualTo(8 + Safetensors.MAX_HEADER_BYTES);
    assertThat(Safetensors.read(path).metadata()).isEqualTo(Map.of("", text));
  }

  @Test
  void write_headerTooLong_isRefused() {
    String text = "x".repeat(Safetensors.MAX_HEADER_BYTES - 23);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.write(directory.resolve("x"), Map.of(), Map.of("", text)))
        .withMessage("Safetensors: expected a header of at most 1048576 bytes, got 1048584");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void write_diskFull_namesTheFileAndLeavesTheOldOneAlone() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(64 * 1024).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path folder = Files.createDirectory(disk.getPath("/models"));
      Path file = folder.resolve("model.safetensors");
      Safetensors.write(file, Map.of("w", Tensor.zeros(Shape.of(10))), Map.of("is", "old"));
      byte[] old = Files.readAllBytes(file);
      Map<String, Tensor> large = Map.of("w", Tensor.zeros(Shape.of(100_000)));

      assertThatIOException()
          .isThrownBy(() -> Safetensors.write(file, large, Map.of("is", "new")))
          .withMessage("/models/model.safetensors: cannot be written: out of disk space");

      assertThat(Files.readAllBytes(file)).isEqualTo(old);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  @Test
  void write_valueRefused_leavesTheOldFileAlone() throws IOException {
    Files.writeString(directory.resolve("x"), "old");
    Tensor diverged = Tensor.of(Shape.of(1), new float[] {Float.NaN});

    assertThatIllegalArgumentException().isThrownBy(() -> write("w", diverged));

    assertThat(directory.resolve("x")).hasContent("old");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("x"));
    }
  }

  private void write(String name, Tensor tensor) throws IOException {
    Safetensors.write(directory.resolve("x"), Map.of(name, tensor), Map.of());
  }

  private static int[] bits(Tensor tensor) {
    int[] bits = new int[tensor.size()];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.array()[i]));
    return bits;
  }

  private static void assertTensor(
      SafetensorsFile file, String name, Shape shape, float... values) {
    assertThat(file.tensors()).containsKey(name);
    assertThat(file.tensors().get(name).shape()).isEqualTo(shape);
    assertThat(file.tensors().get(name).toArray()).isEqualTo(values);
  }
}
