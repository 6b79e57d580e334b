package io.crema.nn.io;

import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors.ReadOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads one file: the header and its rules first, then the values. */
final class SafetensorsReader {

  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int CHUNK_FLOATS = 1 << 14;

  private final SafetensorsSource source;
  private final Predicate<String> wanted;
  private final boolean allowNonFinite;
  private final byte[] chunk = new byte[CHUNK_FLOATS * Double.BYTES];
  private final ByteBuffer chunkBuffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);

  SafetensorsReader(SafetensorsSource source, Predicate<String> wanted, ReadOption... options) {
    this.source = source;
    this.wanted = wanted;
    this.allowNonFinite = Arrays.asList(options).contains(ReadOption.ALLOW_NON_FINITE);
  }

  SafetensorsFile read() throws IOException {
    int headerLength = readHeaderLength();
    byte[] json = readHeader(headerLength);
    SafetensorsHeader header = SafetensorsHeaderParser.parse(source, LENGTH_BYTES, json);
    List<TensorEntry> entries =
        header.entries().stream().sorted(Comparator.comparingLong(TensorEntry::begin)).toList();
    requireNoHoles(entries);
    requireLength(entries, source.position());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorEntry entry : entries) {
      if (wanted.test(entry.name())) {
        tensors.put(entry.name(), readTensor(entry));
      } else {
        skip(entry);
      }
    }
    source.requireEnd();
    return new SafetensorsFile(tensors, header.metadata());
  }

  private int readHeaderLength() throws IOException {
    byte[] bytes = source.readUpTo(LENGTH_BYTES);
    if (bytes.length < LENGTH_BYTES) {
      throw source.wrong(
          bytes.length, "header length", "8 bytes", "the end of the file after " + bytes.length);
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > Safetensors.MAX_HEADER_BYTES) {
      throw source.wrong(
          0,
          "header length",
          "at most " + Safetensors.MAX_HEADER_BYTES,
          Long.toUnsignedString(length));
    }
    return (int) length;
  }

  private byte[] readHeader(int length) throws IOException {
    if (source.isLengthKnown() && length > source.length() - LENGTH_BYTES) {
      throw headerTooLong(length, source.length() - LENGTH_BYTES);
    }
    byte[] json = source.readUpTo(length);
    if (json.length < length) {
      throw headerTooLong(length, json.length);
    }
    return json;
  }

  private SafetensorsException headerTooLong(int length, long rest) {
    return source.wrong(
        0, "header length", "at most the %d bytes that follow".formatted(rest), "" + length);
  }

  private void requireNoHoles(List<TensorEntry> entries) throws SafetensorsException {
    long end = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != end) {
        throw source.wrong(
            entry.offsetsAt(),
            "data_offsets of tensor " + Quoted.of(entry.name()),
            "to begin at %d, where the values before end".formatted(end),
            "%d, %s".formatted(entry.begin(), entry.begin() > end ? "a hole" : "an overlap"));
      }
      end = entry.end();
    }
  }

  private void requireLength(List<TensorEntry> entries, long valuesAt) throws SafetensorsException {
    long values = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    long rest = source.length() - valuesAt;
    if (source.isLengthKnown() && rest != values) {
      throw source.wrong(
          valuesAt,
          "values",
          "%d bytes to the end of the file, as data_offsets say".formatted(values),
          Long.toString(rest));
    }
  }

  private void skip(TensorEntry entry) throws IOException {
    String subject = "values of tensor " + Quoted.of(entry.name());
    for (long left = entry.end() - entry.begin(); left > 0; ) {
      int count = (int) Math.min(left, chunk.length);
      source.read(chunk, count, subject);
      left -= count;
    }
  }

  private Tensor readTensor(TensorEntry entry) throws IOException {
    if (entry.refusal() != null) {
      throw entry.refusal();
    }
    int size = entry.shape().size();
    // A stream may end far before what the header claims: the array grows with what has come.
    float[] values = new float[source.isLengthKnown() ? size : Math.min(size, CHUNK_FLOATS)];
    int filled = 0;
    while (filled < size) {
      if (filled == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(size, 2L * filled));
      }
      int count = Math.min(CHUNK_FLOATS, values.length - filled);
      readChunk(entry, values, filled, count);
      filled += count;
    }
    return Tensor.of(entry.shape(), values);
  }

  private void readChunk(TensorEntry entry, float[] values, int from, int count)
      throws IOException {
    long at = source.position();
    int bytes = count * entry.type().bytes();
    source.read(chunk, bytes, "values of tensor " + Quoted.of(entry.name()));
    entry.type().read(chunkBuffer, values, from, count);
    if (!allowNonFinite || entry.type().isInteger()) {
      requireFinite(entry, values, from, count, at);
    }
  }

  private void requireFinite(TensorEntry entry, float[] values, int from, int count, long at)
      throws SafetensorsException {
    for (int i = from; i < from + count; i++) {
      if (!Float.isFinite(values[i])) {
        throw source.wrong(
            at + (long) (i - from) * entry.type().bytes(),
            "value %d of tensor %s".formatted(i, Quoted.of(entry.name())),
            entry.type().isInteger() ? "an integer that a float can hold" : "a finite number",
            entry.type().isInteger() ? "another" : Float.toString(values[i]));
      }
    }
  }
}
