package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One model file, broken in hundreds of ways, each refused with the rule that it breaks. */
class ModelFileCorruptionTest {

  private static final int LEAST_VARIANTS = 200;
  private static final Pattern OFFSETS =
      Pattern.compile("\"([a-z0-9_.]+)\":(\\{[^}]*\"data_offsets\":\\[(\\d+),(\\d+)])");

  @TempDir Path folder;

  private static final class Variant {

    private final String name;
    private final byte[] bytes;
    private final String rule;

    Variant(String name, byte[] bytes, String rule) {
      this.name = name;
      this.bytes = bytes;
      this.rule = rule;
    }
  }

  private final List<Variant> variants = new ArrayList<>();
  private final Random random = new Random(20);
  private byte[] right = {};
  private String header = "";

  @BeforeEach
  void writeModel() throws IOException {
    Path file = folder.resolve("right.safetensors");
    ModelFile.save(file, ModelFixture.model(), ModelFixture.RECORD);
    right = Files.readAllBytes(file);
    header = new String(right, 8, headerLength(), StandardCharsets.UTF_8);
  }

  private int headerLength() {
    return (int) ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private void add(String name, byte[] bytes, String rule) {
    variants.add(new Variant(name, bytes, rule));
  }

  /** The file with another header, which its length tells. */
  private void addHeader(String name, String changed, String rule) {
    assertThat(changed).as(name).isNotEqualTo(header);
    byte[] json = changed.getBytes(StandardCharsets.UTF_8);
    int values = 8 + headerLength();
    byte[] bytes = new byte[8 + json.length + right.length - values];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(right, values, right.length - values);
    add(name, bytes, rule);
  }

  private void addHeaderLengths() {
    for (long length : new long[] {-1, Long.MIN_VALUE, (1 << 20) + 1, 1L << 40, right.length}) {
      byte[] bytes = right.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      add("header length " + length, bytes, "header length: expected at most");
    }
    for (int length = 0; length < 8; length++) {
      add(length + " bytes", Arrays.copyOf(right, length), "header length: expected 8 bytes");
    }
    for (int i = 0; i < 10; i++) {
      int length = 8 + random.nextInt(headerLength());
      add("cut at " + length, Arrays.copyOf(right, length), "header length: expected at most");
    }
  }

  /* The header is ASCII but for one letter in a text: so one byte from 128 on is never a character,
   * and a control character is allowed nowhere. */
  private void addFlippedBytes() {
    for (int i = 0; i < 40; i++) {
      byte[] high = right.clone();
      high[8 + random.nextInt(headerLength())] = (byte) (0x80 + random.nextInt(0x80));
      add("high byte " + i, high, "UTF-8");
      byte[] control = right.clone();
      int at = 9 + random.nextInt(header.lastIndexOf('}') - 1);
      control[at] = (byte) (1 + random.nextInt(8));
      add("control character " + i, control, right[at] < 0 ? "UTF-8" : "header: expected JSON");
    }
  }

  private void addTensors() {
    Matcher tensor = OFFSETS.matcher(header);
    int values = 8 + headerLength();
    while (tensor.find()) {
      String name = tensor.group(1);
      String entry = tensor.group(2);
      int begin = Integer.parseInt(tensor.group(3));
      int end = Integer.parseInt(tensor.group(4));
      for (int cut : new int[] {begin, (begin + end) / 2, end - 1}) {
        String what = "cut in " + name + " at " + cut;
        add(what, Arrays.copyOf(right, values + cut), "values: expected");
      }
      byte[] longer = new byte[right.length + 1];
      System.arraycopy(right, 0, longer, 0, values + begin);
      System.arraycopy(
          right, values + begin, longer, values + begin + 1, right.length - values - begin);
      add("a byte more before " + name, longer, "values: expected");
      addOffsets(name, entry, begin, end);
      addEntries(name, entry);
      addNotFinite(name, values, begin, end);
    }
  }

  private void addOffsets(String name, String entry, int begin, int end) {
    String offsets = "[%d,%d]".formatted(begin, end);
    long[][] wrong = {
      {begin, end + 4}, {begin + 4, end}, {end, begin}, {begin, end - 1}, {begin, Long.MAX_VALUE}
    };
    for (long[] other : wrong) {
      String changed = "[%d,%d]".formatted(other[0], other[1]);
      String what = "offsets " + changed + " of " + name;
      addHeader(what, with(entry, entry.replace(offsets, changed)), "data_offsets of tensor");
    }
    String moved = "[%d,%d]".formatted(begin + 4, end + 4);
    addHeader(
        "hole before " + name, with(entry, entry.replace(offsets, moved)), "where the values");
    if (begin > 0) {
      String back = "[%d,%d]".formatted(begin - 4, end - 4);
      addHeader(
          "overlap of " + name, with(entry, entry.replace(offsets, back)), "where the values");
    }
    addHeader(
        "negative offset of " + name,
        with(entry, entry.replace(offsets, "[-4,%d]".formatted(end))),
        "data_offsets of tensor");
  }

  private void addEntries(String name, String entry) {
    addHeader("F64 " + name, with(entry, entry.replace("F32", "F64")), "data_offsets of tensor");
    addHeader("C64 " + name, with(entry, entry.replace("F32", "C64")), "dtype of tensor");
    addHeader("F99 " + name, with(entry, entry.replace("F32", "F99")), "dtype of tensor");
    addHeader("F16 " + name, with(entry, entry.replace("F32", "F16")), "data_offsets of tensor");
    addHeader(
        "no dtype " + name, with(entry, entry.replace("\"dtype\":\"F32\",", "")), "tensor \"");
    addHeader(
        "axis of 0 " + name,
        with(entry, entry.replace("\"shape\":[", "\"shape\":[0,")),
        "shape of");
    addHeader(
        "axis of 2^31 " + name,
        with(entry, entry.replace("\"shape\":[", "\"shape\":[2147483648,")),
        "shape of tensor");
    addHeader(
        "axis of 2 more " + name,
        with(entry, entry.replace("\"shape\":[", "\"shape\":[2,")),
        "data_offsets of tensor");
    String pair = "\"%s\":%s}".formatted(name, entry);
    addHeader("twice " + name, header.replace(pair, pair + "," + pair), "every key once");
    addHeader("renamed " + name, header.replace("\"" + name + "\":", "\"x\":"), "parameter");
    addHeader(
        "another key in " + name,
        with(entry, entry.replace("\"dtype\"", "\"device\":0,\"dtype\"")),
        "dtype, shape and data_offsets alone");
  }

  private String with(String part, String changed) {
    return header.replace(part, changed);
  }

  private void addNotFinite(String name, int values, int begin, int end) {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      byte[] bytes = right.clone();
      int at = begin + 4 * random.nextInt((end - begin) / 4);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(values + at, value);
      add(value + " in " + name, bytes, "expected a finite number");
    }
  }

  private void addMetadata() {
    addHeader("format", header.replace("format\":\"2\"", "format\":\"3\""), "crema.format");
    addHeader("no format", header.replace("crema.format", "crema.formal"), "crema.format");
    addHeader("no network", header.replace("crema.network", "crema.net"), "crema.network");
    addHeader("no record", header.replace("crema.record", "crema.rec"), "crema.record");
    addHeader("record", header.replace("\\\"seed\\\":", "\\\"seed\\\""), "crema.record");
    addHeader("input", header.replace("[12,12,2]", "[12,12,-2]"), "crema.network");
    addHeader(
        "cycle",
        header.replace("\\\"inputs\\\":[\\\"input\\\"]", "\\\"inputs\\\":[\\\"relu_1\\\"]"),
        "no cycle");
    addHeader(
        "no such node", header.replace("[\\\"input\\\"]", "[\\\"nothing\\\"]"), "existing node");
    addHeader(
        "no outputs",
        header.replaceAll("outputs\\\\\":\\[[^]]*]", "outputs\\\\\":[]"),
        "at least one output");
    addHeader("large", header.replace("[12,12,2]", "[20000,20000,2]"), "activations of");
    Matcher type = Pattern.compile("type\\\\\":\\\\\"([a-z0-9_]+)").matcher(header);
    while (type.find()) {
      String unknown = type.group().replace(type.group(1), type.group(1) + "_x");
      addHeader(
          type.group(1), header.replace(type.group(), unknown), "layer type: expected one of");
    }
    Matcher value = Pattern.compile("\\\\\"[a-zA-Z_]+\\\\\":(-?[0-9.]+)").matcher(header);
    while (value.find()) {
      String changed = header.substring(0, value.start(1)) + "{}" + header.substring(value.end(1));
      addHeader(value.group(), changed, "crema.network");
    }
  }

  @Test
  void load_everyVariant_isRefusedByTheRuleThatItBreaks() throws IOException {
    addHeaderLengths();
    addFlippedBytes();
    addTensors();
    addMetadata();
    assertThat(variants).hasSizeGreaterThanOrEqualTo(LEAST_VARIANTS);
    Path file = folder.resolve("broken.safetensors");
    for (Variant variant : variants) {
      Files.write(file, variant.bytes);
      assertThatThrownBy(() -> ModelFile.load(file))
          .as(variant.name)
          .isInstanceOf(SafetensorsException.class)
          .hasMessageStartingWith(file + ": byte ")
          .hasMessageContaining(variant.rule);
    }
  }
}
