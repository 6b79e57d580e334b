package io.crema.examples.web;

import java.nio.charset.StandardCharsets;

/**
 * Something that a stream tells.
 *
 * @param name what it is about
 * @param text as it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Event(String name, byte[] text) {

  /** The name of the last event of a stream. */
  static final String DONE = "done";

  /** The same where the work behind the stream failed. */
  static final String FAILED = "failed";

  /**
   * {@return an event}
   *
   * @param name what it is about
   * @param value what it says, for {@link Json}
   */
  static Event of(String name, Object value) {
    return ofJson(name, Json.bytes(value));
  }

  /**
   * {@return an event}
   *
   * @param name what it is about
   * @param json what it says, in one line
   */
  static Event ofJson(String name, byte[] json) {
    String data = new String(json, StandardCharsets.UTF_8);
    String text = "event: %s\ndata: %s\n\n".formatted(name, data);
    return new Event(name, text.getBytes(StandardCharsets.UTF_8));
  }

  boolean isLast() {
    return name.equals(DONE) || name.equals(FAILED);
  }
}
