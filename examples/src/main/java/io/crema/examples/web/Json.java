package io.crema.examples.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Values as JSON. */
final class Json {

  static final String TYPE = "application/json";

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("expected a value that JSON can tell", e);
    }
  }

  static void answer(Context ctx, Object value) {
    ctx.contentType(TYPE).result(bytes(value));
  }
}
