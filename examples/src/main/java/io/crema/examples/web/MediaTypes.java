package io.crema.examples.web;

import io.javalin.http.Context;
import java.util.Locale;

/** The media types of requests. */
final class MediaTypes {

  private MediaTypes() {}

  /** {@return the type without its parameters; empty if there is none} */
  static String of(Context ctx) {
    String header = ctx.contentType();
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  static Problem unsupported(String detail) {
    return new Problem(415, "Unsupported Media Type", detail).closing();
  }
}
