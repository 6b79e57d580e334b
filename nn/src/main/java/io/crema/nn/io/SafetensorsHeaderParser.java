package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the JSON of a header and holds it to the rules that need no more than the header. */
final class SafetensorsHeaderParser {

  private static final String HEADER = "header";
  private static final int MAX_DEPTH = 8;
  private static final Set<String> TENSOR_KEYS =
      Set.of(SafetensorsHeader.DTYPE, SafetensorsHeader.SHAPE, SafetensorsHeader.DATA_OFFSETS);
  private static final Set<String> OTHER_TYPES =
      Set.of("U64", "C64", "F4", "F6_E2M3", "F6_E3M2", "F8_E4M3", "F8_E5M2", "F8_E8M0");

  private final SafetensorsSource source;
  private final long at;
  private final JsonParser parser;

  /** Why the values of the current tensor are not read, if they are not. */
  private @Nullable SafetensorsException refusal;

  private SafetensorsHeaderParser(SafetensorsSource source, long at, JsonParser parser) {
    this.source = source;
    this.at = at;
    this.parser = parser;
  }

  /**
   * Parses a header.
   *
   * @param source the file, for messages
   * @param at where in the file the header begins
   * @param json the whole header, with the spaces at its end. Not modified.
   */
  static SafetensorsHeader parse(SafetensorsSource source, long at, byte[] json)
      throws IOException {
    if (json.length == 0 || json[0] != '{') {
      String found = json.length == 0 ? "no header" : hex(json[0]);
      throw source.wrong(at, HEADER, "{ as its first byte", found);
    }
    requireUtf8(source, at, json);
    try (JsonParser parser = jsonFactory().createParser(json)) {
      SafetensorsHeader header = new SafetensorsHeaderParser(source, at, parser).parse();
      requireSpaces(source, at, json, (int) parser.currentLocation().getByteOffset());
      return header;
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      long offset = location == null ? at : at + Math.max(0, location.getByteOffset());
      throw source.wrong(offset, HEADER, "JSON", e.getOriginalMessage(), e);
    }
  }

  private static JsonFactory jsonFactory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(Safetensors.MAX_HEADER_BYTES)
                .maxNameLength(Safetensors.MAX_HEADER_BYTES)
                .maxStringLength(Safetensors.MAX_HEADER_BYTES)
                .maxNestingDepth(MAX_DEPTH)
                .build())
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  private static void requireUtf8(SafetensorsSource source, long at, byte[] json)
      throws SafetensorsException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(json);
    CharBuffer sink = CharBuffer.allocate(1024);
    CoderResult result;
    do {
      sink.clear();
      result = decoder.decode(bytes, sink, true);
    } while (result.isOverflow());
    if (result.isError()) {
      int position = bytes.position();
      throw source.wrong(at + position, HEADER, "UTF-8", hex(json[position]));
    }
  }

  private static void requireSpaces(SafetensorsSource source, long at, byte[] json, int from)
      throws SafetensorsException {
    for (int i = from; i < json.length; i++) {
      if (json[i] != ' ') {
        throw source.wrong(at + i, HEADER, "nothing but spaces after the JSON", hex(json[i]));
      }
    }
  }

  private static String hex(byte value) {
    return "byte 0x%02x".formatted(value);
  }

  private SafetensorsHeader parse() throws IOException {
    List<TensorEntry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    Set<String> keys = new HashSet<>();
    parser.nextToken();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = newKey(keys, HEADER);
      parser.nextToken();
      if (name.equals(SafetensorsHeader.METADATA)) {
        parseMetadata(metadata);
      } else {
        entries.add(parseTensor(name));
      }
    }
    return new SafetensorsHeader(entries, metadata);
  }

  private void parseMetadata(Map<String, String> metadata) throws IOException {
    require(JsonToken.START_OBJECT, SafetensorsHeader.METADATA, "an object");
    Set<String> keys = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = newKey(keys, SafetensorsHeader.METADATA);
      String subject = "value of " + Quoted.of(key) + " in " + SafetensorsHeader.METADATA;
      parser.nextToken();
      require(JsonToken.VALUE_STRING, subject, "a string");
      metadata.put(key, unicode(parser.getText(), subject));
    }
  }

  private TensorEntry parseTensor(String name) throws IOException {
    String tensor = "tensor " + Quoted.of(name);
    long entryAt = position();
    require(JsonToken.START_OBJECT, tensor, "an object");
    Set<String> keys = new LinkedHashSet<>();
    refusal = null;
    ValueType type = ValueType.F32;
    Shape shape = Shape.of();
    @Nullable Span span = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = newKey(keys, tensor);
      requireKnown(key, tensor);
      parser.nextToken();
      String subject = key + " of " + tensor;
      switch (key) {
        case SafetensorsHeader.DTYPE -> type = parseType(subject);
        case SafetensorsHeader.SHAPE -> shape = parseShape(subject);
        default -> span = parseSpan(subject);
      }
    }
    if (span == null || keys.size() < TENSOR_KEYS.size()) {
      throw source.wrong(entryAt, tensor, "dtype, shape and data_offsets", keys.toString());
    }
    if (refusal == null) {
      requireSize(tensor, type, shape, span);
    }
    return new TensorEntry(name, type, shape, span.begin, span.end, span.at, refusal);
  }

  /* Where values are: from begin to end, as said at a place in the file. */
  private record Span(long begin, long end, long at) {}

  private void requireKnown(String key, String tensor) throws SafetensorsException {
    if (!TENSOR_KEYS.contains(key)) {
      throw wrong(tensor, "dtype, shape and data_offsets alone", Quoted.of(key));
    }
  }

  private ValueType parseType(String subject) throws IOException {
    require(JsonToken.VALUE_STRING, subject, "a string");
    String dtype = parser.getText();
    Optional<ValueType> type = ValueType.named(dtype);
    if (type.isEmpty() && OTHER_TYPES.contains(dtype)) {
      refuse(wrong(subject, ValueType.NAMES + ", the types read", dtype));
      return ValueType.F32;
    }
    return type.orElseThrow(
        () -> wrong(subject, "a type of the format, such as F32", Quoted.of(dtype)));
  }

  private Shape parseShape(String subject) throws IOException {
    require(JsonToken.START_ARRAY, subject, "an array");
    int[] dims = new int[Safetensors.MAX_RANK];
    int rank = 0;
    long size = 1;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (rank == dims.length) {
        throw wrong(subject, "at most %d axes".formatted(dims.length), "more");
      }
      dims[rank] = (int) integer(subject, "an axis length", 0, Shape.MAX_SIZE);
      if (dims[rank] == 0) {
        refuse(wrong(subject, "axis lengths of at least 1", "0"));
        dims[rank] = 1;
      }
      size *= dims[rank++];
      if (size > Shape.MAX_SIZE) {
        throw wrong(
            subject, "at most %d values".formatted(Shape.MAX_SIZE), size + " on the axes so far");
      }
    }
    return Shape.of(Arrays.copyOf(dims, rank));
  }

  /** Keeps the first reason. */
  private void refuse(SafetensorsException reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  private Span parseSpan(String subject) throws IOException {
    long spanAt = position();
    require(JsonToken.START_ARRAY, subject, "an array");
    parser.nextToken();
    long begin = integer(subject, "the beginning", 0, Long.MAX_VALUE);
    parser.nextToken();
    long end = integer(subject, "the end", 0, Long.MAX_VALUE);
    parser.nextToken();
    require(JsonToken.END_ARRAY, subject, "two integers");
    if (begin > end) {
      throw source.wrong(
          spanAt, subject, "a beginning not after the end", "[%d, %d]".formatted(begin, end));
    }
    return new Span(begin, end, spanAt);
  }

  private void requireSize(String tensor, ValueType type, Shape shape, Span span)
      throws SafetensorsException {
    long bytes = (long) shape.size() * type.bytes();
    if (span.end - span.begin != bytes) {
      throw source.wrong(
          span.at,
          SafetensorsHeader.DATA_OFFSETS + " of " + tensor,
          "%d bytes for shape %s of %s".formatted(bytes, shape, type),
          Long.toString(span.end - span.begin));
    }
  }

  private String newKey(Set<String> keys, String subject) throws IOException {
    String key = unicode(parser.currentName(), "key in " + subject);
    if (!keys.add(key)) {
      throw wrong(subject, "every key once", Quoted.of(key) + " again");
    }
    return key;
  }

  /* JSON's escapes can spell half a character, which no file in UTF-8 can hold. */
  private String unicode(String text, String subject) throws SafetensorsException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrong(subject, "valid Unicode", "a lone surrogate");
    }
    return text;
  }

  private long integer(String subject, String what, long least, long greatest) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value >= least && value <= greatest) {
        return value;
      }
    }
    throw wrong(subject, "%s from %d to %d".formatted(what, least, greatest), found());
  }

  private void require(JsonToken token, String subject, String expected) throws IOException {
    if (parser.currentToken() != token) {
      throw wrong(subject, expected, found());
    }
  }

  private String found() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case END_ARRAY -> "the end of the array";
      case VALUE_STRING -> Quoted.of(parser.getText());
      default -> Quoted.cut(parser.getText());
    };
  }

  private SafetensorsException wrong(String subject, String expected, String found) {
    return source.wrong(position(), subject, expected, found);
  }

  /** {@return where in the file the current token begins} */
  private long position() {
    return at + parser.currentTokenLocation().getByteOffset();
  }
}
