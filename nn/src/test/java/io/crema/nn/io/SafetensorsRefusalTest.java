package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One test a defect; where the position is looked up in the header, it is that of a marked word.
 */
class SafetensorsRefusalTest {

  private static final String RIGHT =
      "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void read_shorterThanTheHeaderLength_isRefused(int length) {
    assertRefused(
        new byte[length],
        "byte %d: header length: expected 8 bytes, found the end of the file after %d"
            .formatted(length, length));
  }

  @ParameterizedTest
  @CsvSource({
    "1048577, 1048577",
    "4294967296, 4294967296",
    "9223372036854775807, 9223372036854775807",
    "-1, 18446744073709551615"
  })
  void read_headerLengthOverTheCap_isRefused(long length, String unsigned) {
    assertRefused(
        SafetensorsBytes.file(length, new byte[0]),
        "byte 0: header length: expected at most 1048576, found " + unsigned);
  }

  @Test
  void read_headerLengthOverTheFile_isRefused() {
    assertRefused(
        SafetensorsBytes.file(100, new byte[99]),
        "byte 0: header length: expected at most the 99 bytes that follow, found 100");
  }

  @Test
  void read_directory_isRefused() {
    assertThatIOException()
        .isThrownBy(() -> Safetensors.read(directory))
        .withMessage(directory + ": expected a file, found a directory");
  }

  @Test
  void read_noHeader_isRefused() {
    assertRefused(
        SafetensorsBytes.file(""), "byte 8: header: expected { as its first byte, found no header");
  }

  @ParameterizedTest
  @CsvSource({"' {}', 0x20", "'[]', 0x5b", "'\uFEFF{}', 0xef"})
  void read_headerWithoutBraceInFront_isRefused(String header, String found) {
    assertRefused(
        SafetensorsBytes.file(header),
        "byte 8: header: expected { as its first byte, found byte " + found);
  }

  @Test
  void read_notUtf8_isRefused() {
    byte[] header = "{\"\u00fc\":1}".getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(
        SafetensorsBytes.file(header), "byte 10: header: expected UTF-8, found byte 0xfc");
  }

  @Test
  void read_utf8CutInACharacter_isRefused() {
    byte[] header = {'{', '"', (byte) 0xc3};

    assertRefused(
        SafetensorsBytes.file(header), "byte 10: header: expected UTF-8, found byte 0xc3");
  }

  @Test
  void read_utf16_isRefused() {
    byte[] header = RIGHT.getBytes(StandardCharsets.UTF_16LE);

    assertThat(refusal(SafetensorsBytes.file(header, 1, 2)))
        .hasMessageContaining(": header: expected JSON, found Illegal character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"w\"",
        "{\"w\":",
        "{\"w\":{\"shape\":[1",
        "{'w':{}}",
        "{w:{}}",
        "{\"w\":{\"shape\":[01]}}",
        "{\"w\":{\"shape\":[NaN]}}",
        "{\"w\":{\"shape\":[1,]}}",
        "{/**/}",
        "{,}",
        "{\"w\":{\"dtype\":\"a\nb\"}}",
        "{\"w\":{\"shape\":[1}}",
      })
  void read_notJson_isRefused(String header) {
    assertThat(refusal(SafetensorsBytes.file(header)))
        .hasMessageContaining(": header: expected JSON, found ");
  }

  @Test
  void read_deepNesting_isRefused() {
    String header = "{\"w\":{\"shape\":" + "[".repeat(100_000);

    assertRefusedAt(
        header,
        "[[",
        1,
        "shape of tensor \"w\": expected an axis length from 0 to" + " 2147483639, found an array");
  }

  @ParameterizedTest
  @CsvSource({"'}', 0x7d", "' {}', 0x7b", "' \0', 0x00", "'\n', 0x0a"})
  void read_somethingBehindTheJson_isRefused(String rest, String found) {
    byte[] file = SafetensorsBytes.file("{}" + rest);

    assertRefused(
        file,
        "byte %d: header: expected nothing but spaces after the JSON, found byte %s"
            .formatted(file.length - 1 - (rest.contains("{") ? 1 : 0), found));
  }

  @Test
  void read_tensorTwice_isRefused() {
    String entry = "\"w\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}";

    assertRefusedAt(
        "{" + entry + ", " + entry + "}",
        " \"w\"",
        1,
        "header: expected every key once, found \"w\" again");
  }

  @Test
  void read_metadataTwice_isRefused() {
    assertRefusedAt(
        "{\"__metadata__\":{}, \"__metadata__\":{}}",
        " \"__",
        1,
        "header: expected every key once, found \"__metadata__\" again");
  }

  @Test
  void read_metadataKeyTwice_isRefused() {
    assertRefusedAt(
        "{\"__metadata__\":{\"k\":\"1\", \"\\u006b\":\"2\"}}",
        " \"\\",
        1,
        "__metadata__: expected every key once, found \"k\" again");
  }

  @Test
  void read_tensorKeyTwice_isRefused() {
    assertRefusedAt(
        "{\"w\":{\"dtype\":\"F32\", \"dtype\":\"F32\"}}",
        " \"dtype",
        1,
        "tensor \"w\": expected every key once, found \"dtype\" again");
  }

  @Test
  void read_metadataNotAnObject_isRefused() {
    assertRefusedAt(
        "{\"__metadata__\":null}", "null", 0, "__metadata__: expected an object, found null");
  }

  @ParameterizedTest
  @CsvSource({"1.50, 1.50", "true, true", "{}, an object", "[], an array"})
  void read_metadataValueNotAString_isRefused(String value, String found) {
    assertRefusedAt(
        "{\"__metadata__\":{\"k\": " + value + "}}",
        " " + value,
        1,
        "value of \"k\" in __metadata__: expected a string, found " + found);
  }

  @Test
  void read_loneSurrogate_isRefused() {
    assertRefusedAt(
        "{\"__metadata__\":{\"k\":\"\\ud83d\"}}",
        "\"\\u",
        0,
        "value of \"k\" in __metadata__: expected valid Unicode, found a lone surrogate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\udc08", "\\udc08\\ud83d", "\\ud83d\\ud83d"})
  void read_loneSurrogateInAName_isRefused(String name) {
    assertThat(refusal(SafetensorsBytes.file(RIGHT.replace("w", name), 1, 2)))
        .hasMessageContaining("surrogate");
  }

  @Test
  void read_tensorNotAnObject_isRefused() {
    assertRefusedAt("{\"w\":7}", "7", 0, "tensor \"w\": expected an object, found 7");
  }

  @Test
  void read_unknownTensorKey_isRefused() {
    assertRefusedAt(
        "{\"w\":{\"strides\":[1]}}",
        "\"strides",
        0,
        "tensor \"w\": expected dtype, shape and data_offsets alone, found \"strides\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; []",
        "{\"dtype\":\"F32\",\"shape\":[1]}; [dtype, shape]",
        "{\"dtype\":\"F32\",\"data_offsets\":[0,4]}; [dtype, data_offsets]",
        "{\"shape\":[1],\"data_offsets\":[0,4]}; [shape, data_offsets]",
      })
  void read_missingTensorKey_isRefused(String entry, String found) {
    assertRefusedAt(
        "{\"w\": " + entry + "}",
        " {",
        1,
        "tensor \"w\": expected dtype, shape and data_offsets, found " + found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C64", "U64", "F8_E4M3"})
  void read_otherTypeOfTheFormat_isRefusedByName(String dtype) {
    assertRefusedAt(
        RIGHT.replace("F32", dtype),
        "\"" + dtype,
        0,
        "dtype of tensor \"w\": expected F32, F16, BF16, F64, I64, I32, U32, I16, U16, I8, U8 or"
            + " BOOL, the types read, found "
            + dtype);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "f32", "F33", "float"})
  void read_unknownType_isRefused(String dtype) {
    assertRefusedAt(
        RIGHT.replace("F32", dtype),
        ":\"" + dtype,
        1,
        "dtype of tensor \"w\": expected a type of the format, such as F32, found \"%s\""
            .formatted(dtype));
  }

  @Test
  void read_typeNotAString_isRefused() {
    assertRefusedAt(
        RIGHT.replace("\"F32\"", "32"),
        "32",
        0,
        "dtype of tensor \"w\": expected a string, found 32");
  }

  @Test
  void read_shapeNotAnArray_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[2]", "2"), ":2", 1, "shape of tensor \"w\": expected an array, found 2");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1",
    "2147483640, 2147483640",
    "4294967298, 4294967298",
    "18446744073709551618, 18446744073709551618",
    "2.0, 2.0",
    "2e0, 2e0",
    "null, null",
    "'\"2\"', '\"2\"'",
    "[2], an array",
  })
  void read_axisLengthOutOfRange_isRefused(String length, String found) {
    assertRefusedAt(
        RIGHT.replace("[2]", "[1, " + length + "]"),
        " " + length,
        1,
        "shape of tensor \"w\": expected an axis length from 0 to 2147483639, found " + found);
  }

  @Test
  void read_axisOfLengthZero_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[2]", "[1, 0]"),
        " 0",
        1,
        "shape of tensor \"w\": expected axis lengths of at least 1, found 0");
  }

  @Test
  void read_longNumber_isCutInTheMessage() {
    assertRefusedAt(
        RIGHT.replace("[2]", "[" + "9".repeat(500) + "]"),
        "999",
        0,
        "shape of tensor \"w\": expected an axis length from 0 to 2147483639, found "
            + "9".repeat(64)
            + "...");
  }

  /* The second product is 2^64, which is 0 in a long. */
  @ParameterizedTest
  @CsvSource({
    "'65536, 32768', 2147483648",
    "'65536, 65536, 65536, 65536', 4294967296",
    "'2147483639, 2', 4294967278"
  })
  void read_tooManyValues_isRefused(String dims, String found) {
    assertThat(refusal(SafetensorsBytes.file(RIGHT.replace("[2]", "[" + dims + "]"), 1, 2)))
        .hasMessageEndingWith(
            ": shape of tensor \"w\": expected at most 2147483639 values,"
                + " found %s on the axes so far",
            found);
  }

  @Test
  void read_tooManyAxes_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[2]", "[" + "1,".repeat(32) + " 2]"),
        " 2",
        1,
        "shape of tensor \"w\": expected at most 32 axes, found more");
  }

  @Test
  void read_offsetsNotAnArray_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[0,8]", "8"),
        ":8",
        1,
        "data_offsets of tensor \"w\": expected an array, found 8");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1",
    "0.0, 0.0",
    "9223372036854775808, 9223372036854775808",
    "'\"0\"', '\"0\"'",
    "], the end of the array",
  })
  void read_beginningNotAnOffset_isRefused(String begin, String found) {
    assertRefusedAt(
        RIGHT.replace("[0,8]", "[ " + begin + (begin.equals("]") ? "" : ",8]")),
        " " + begin,
        1,
        "data_offsets of tensor \"w\": expected the beginning from 0 to 9223372036854775807, found "
            + found);
  }

  @ParameterizedTest
  @CsvSource({"-8, -8", "1e1, 1e1", "], the end of the array"})
  void read_endNotAnOffset_isRefused(String end, String found) {
    assertRefusedAt(
        RIGHT.replace("[0,8]", end.equals("]") ? "[0 ]" : "[0, " + end + "]"),
        " " + end,
        1,
        "data_offsets of tensor \"w\": expected the end from 0 to 9223372036854775807, found "
            + found);
  }

  @Test
  void read_threeOffsets_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[0,8]", "[0,8, 16]"),
        " 16",
        1,
        "data_offsets of tensor \"w\": expected two integers, found 16");
  }

  @Test
  void read_beginningBehindEnd_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[0,8]", "[8,0]"),
        "[8",
        0,
        "data_offsets of tensor \"w\": expected a beginning not after the end, found [8, 0]");
  }

  @ParameterizedTest
  @CsvSource({"4", "7", "12", "9223372036854775807"})
  void read_offsetsNotOfTheShapesSize_isRefused(long end) {
    assertRefusedAt(
        RIGHT.replace("[0,8]", "[0," + end + "]"),
        "[0",
        0,
        "data_offsets of tensor \"w\": expected 8 bytes for shape [2] of F32, found " + end);
  }

  @Test
  void read_holeInFront_isRefused() {
    assertRefusedAt(
        RIGHT.replace("[0,8]", "[4,12]"),
        "[4",
        0,
        "data_offsets of tensor \"w\": expected to begin at 0, where the values before end,"
            + " found 4, a hole");
  }

  @Test
  void read_holeBetween_isRefused() {
    assertRefusedAt(
        two("[0,4]", "[8,12]"),
        "[8",
        0,
        "data_offsets of tensor \"b\": expected to begin at 4, where the values before end,"
            + " found 8, a hole");
  }

  @Test
  void read_overlap_isRefused() {
    assertRefusedAt(
        two("[2,6]", "[0,4]"),
        "[2",
        0,
        "data_offsets of tensor \"a\": expected to begin at 4, where the values before end,"
            + " found 2, an overlap");
  }

  @Test
  void read_sameValuesTwice_isRefused() {
    assertRefusedAt(
        two("[0,4]", "[0, 4]"),
        "[0, ",
        0,
        "data_offsets of tensor \"b\": expected to begin at 4, where the values before end,"
            + " found 0, an overlap");
  }

  @Test
  void read_fileLongerThanTheValues_isRefused() {
    byte[] file = SafetensorsBytes.file(RIGHT, 1, 2, 3);

    assertRefused(
        file,
        "byte %d: values: expected 8 bytes to the end of the file, as data_offsets say, found 12"
            .formatted(8 + RIGHT.length()),
        "byte %d: values: expected the end of the file, found more bytes"
            .formatted(8 + RIGHT.length() + 8));
  }

  @Test
  void read_fileShorterThanTheValues_isRefused() {
    byte[] file = SafetensorsBytes.file(RIGHT, 1);

    assertRefused(
        file,
        "byte %d: values: expected 8 bytes to the end of the file, as data_offsets say, found 4"
            .formatted(8 + RIGHT.length()),
        "byte %d: values of tensor \"w\": expected 4 bytes more, found the end of the file"
            .formatted(file.length));
  }

  @Test
  void read_valuesOverTheFileBy8Gigabytes_isRefusedWithoutTheirMemory() {
    String header = RIGHT.replace("[2]", "[2147483639]").replace("[0,8]", "[0,8589934556]");

    assertRefused(
        SafetensorsBytes.file(header, 1, 2),
        "byte %d: values: expected 8589934556 bytes to the end of the file, as data_offsets say,"
                .formatted(8 + header.length())
            + " found 8",
        "byte %d: values of tensor \"w\": expected 65528 bytes more, found the end of the file"
            .formatted(8 + header.length() + 8));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void read_nonFiniteValue_isRefused(float value) {
    assertRefused(
        SafetensorsBytes.file(RIGHT, 1, value),
        "byte %d: value 1 of tensor \"w\": expected a finite number, found %s"
            .formatted(8 + RIGHT.length() + 4, value));
  }

  @Test
  void read_nameOfControlsQuotesAndGreatLength_isMadeFitForTheMessage() {
    assertRefusedAt(
        "{\"a\\\"\\n\\u202e" + "b".repeat(100) + "\":7}",
        "7",
        0,
        "tensor \"a\\\"\\u000a\\u202e" + "b".repeat(60) + "...\": expected an object, found 7");
  }

  @Test
  void exception_parts_areThoseOfTheMessage() {
    SafetensorsException refusal = refusal(SafetensorsBytes.file("{\"w\":7}"));

    assertThat(refusal.source()).isEqualTo("stream");
    assertThat(refusal.offset()).isEqualTo(13);
    assertThat(refusal.subject()).isEqualTo("tensor \"w\"");
    assertThat(refusal.expected()).isEqualTo("an object");
    assertThat(refusal.found()).isEqualTo("7");
  }

  /* Whatever a damaged file holds, it is read or refused: nothing else is thrown. */
  @Test
  void read_bytesChangedAtRandom_isReadOrRefused() throws IOException {
    Random random = new Random(1);
    byte[] right = SafetensorsBytes.file(two("[0,4]", "[4,8]") + "   ", 1, 2);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] file = right.clone();
      for (int change = 0; change <= round % 3; change++) {
        byte other =
            random.nextBoolean() ? (byte) random.nextInt() : right[random.nextInt(right.length)];
        file[random.nextInt(file.length)] = other;
      }
      try {
        Safetensors.read("stream", new ByteArrayInputStream(file));
      } catch (SafetensorsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 19_999);
  }

  private static String two(String first, String second) {
    return ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s},"
            + "\"__metadata__\":{\"library\":\"Crema\",\"text\":\"to be damaged\"}}")
        .formatted(first, second);
  }

  private static SafetensorsException refusal(byte[] file) {
    return catchThrowableOfType(
        SafetensorsException.class,
        () -> Safetensors.read("stream", new ByteArrayInputStream(file)));
  }

  private void assertRefusedAt(String header, String mark, int behind, String message) {
    int at = 8 + header.indexOf(mark) + behind;
    assertThat(header).contains(mark);
    assertRefused(SafetensorsBytes.file(header, 1, 2), "byte %d: %s".formatted(at, message));
  }

  private void assertRefused(byte[] file, String message) {
    assertRefused(file, message, message);
  }

  private void assertRefused(byte[] file, String fromPath, String fromStream) {
    Path path = directory.resolve("wrong.safetensors");
    assertThatExceptionOfType(SafetensorsException.class)
        .isThrownBy(() -> Safetensors.read(Files.write(path, file)))
        .withMessage("%s", path + ": " + fromPath);
    assertThatExceptionOfType(SafetensorsException.class)
        .isThrownBy(() -> Safetensors.read("stream", new ByteArrayInputStream(file)))
        .withMessage("%s", "stream: " + fromStream);
  }
}
