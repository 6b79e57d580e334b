package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors.WriteOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes one file; what cannot be written is refused before the first byte. */
final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;
  private static final int CHUNK_FLOATS = 1 << 14;

  private final SortedMap<String, Tensor> tensors;
  private final SortedMap<String, String> metadata;
  private final ValueType type;
  private final boolean allowNonFinite;
  private final byte[] header;

  SafetensorsWriter(
      Map<String, Tensor> tensors, Map<String, String> metadata, WriteOption... options)
      throws IOException {
    this.type = Arrays.asList(options).contains(WriteOption.F16) ? ValueType.F16 : ValueType.F32;
    this.allowNonFinite = Arrays.asList(options).contains(WriteOption.ALLOW_NON_FINITE);
    this.tensors = new TreeMap<>(tensors);
    this.metadata = new TreeMap<>(metadata);
    this.tensors.forEach(this::requireWritable);
    this.metadata.forEach(SafetensorsWriter::requireWritable);
    this.header = header();
  }

  private void requireWritable(String name, Tensor tensor) {
    requireUnicode("tensor name", name);
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "Safetensors: expected another tensor name than " + SafetensorsHeader.METADATA);
    }
    if (tensor.shape().rank() > Safetensors.MAX_RANK) {
      throw new IllegalArgumentException(
          "Safetensors: tensor %s: expected at most %d axes, got %d"
              .formatted(Quoted.of(name), Safetensors.MAX_RANK, tensor.shape().rank()));
    }
    float[] values = tensor.array();
    for (int i = 0; i < tensor.size(); i++) {
      if (!allowNonFinite && !Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Safetensors: value %d of tensor %s: expected a finite number, got %s"
                .formatted(i, Quoted.of(name), values[i]));
      }
      if (type == ValueType.F16 && !HalfFloat.holds(values[i])) {
        throw new IllegalArgumentException(
            "Safetensors: value %d of tensor %s: expected at most %s, as F16 holds no more, got %s"
                .formatted(i, Quoted.of(name), HalfFloat.MAX_VALUE, values[i]));
      }
    }
  }

  private static void requireWritable(String key, String value) {
    requireUnicode("metadata key", key);
    requireUnicode("metadata value of " + Quoted.of(key), value);
  }

  private static void requireUnicode(String what, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "Safetensors: %s: expected valid Unicode, got a lone surrogate".formatted(what));
    }
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonFactory factory =
        JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
    try (JsonGenerator json = factory.createGenerator(bytes, JsonEncoding.UTF8)) {
      writeHeader(json);
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    if (bytes.size() > Safetensors.MAX_HEADER_BYTES) {
      throw new IllegalArgumentException(
          "Safetensors: expected a header of at most %d bytes, got %d"
              .formatted(Safetensors.MAX_HEADER_BYTES, bytes.size()));
    }
    return bytes.toByteArray();
  }

  private void writeHeader(JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (!metadata.isEmpty()) {
      json.writeObjectFieldStart(SafetensorsHeader.METADATA);
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      int[] dims = entry.getValue().shape().dims();
      long end = begin + (long) entry.getValue().size() * type.bytes();
      json.writeObjectFieldStart(entry.getKey());
      json.writeStringField(SafetensorsHeader.DTYPE, type.name());
      json.writeFieldName(SafetensorsHeader.SHAPE);
      json.writeArray(dims, 0, dims.length);
      json.writeFieldName(SafetensorsHeader.DATA_OFFSETS);
      json.writeArray(new long[] {begin, end}, 0, 2);
      json.writeEndObject();
      begin = end;
    }
    json.writeEndObject();
  }

  /** Writes the whole file. */
  void writeTo(WritableByteChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, length.putLong(header.length).flip());
    writeFully(channel, ByteBuffer.wrap(header));
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : tensors.values()) {
      writeValues(channel, tensor, chunk);
    }
  }

  /** A channel may take fewer bytes at a time. */
  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void writeValues(WritableByteChannel channel, Tensor tensor, ByteBuffer chunk)
      throws IOException {
    int from = 0;
    while (from < tensor.size()) {
      int count = Math.min(CHUNK_FLOATS, tensor.size() - from);
      chunk.clear().limit(count * type.bytes());
      type.write(chunk, tensor.array(), from, count);
      writeFully(channel, chunk);
      from += count;
    }
  }
}
