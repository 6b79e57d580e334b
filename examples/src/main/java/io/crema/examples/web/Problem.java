package io.crema.examples.web;

import java.util.HashMap;
import java.util.Map;

/**
 * Why a request is refused: RFC 9457, "Problem Details for HTTP APIs". Its words are the server's
 * own and hold nothing that a client sent.
 */
final class Problem extends Exception {

  private static final long serialVersionUID = 1L;

  private static final String CONNECTION = "Connection";

  /** The status of the response. */
  private final int status;

  /** What kind of problem it is. */
  private final String title;

  /** What is wrong with this request. */
  private final String detail;

  /** Headers of the response, by name. */
  private final transient Map<String, String> headers;

  Problem(int status, String title, String detail) {
    this(status, title, detail, Map.of());
  }

  Problem(int status, String title, String detail, Map<String, String> headers) {
    super(title + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.headers = headers;
  }

  /**
   * A problem as its body tells it.
   *
   * @param type always {@code about:blank}: the status says it
   * @param title what kind of problem it is
   * @param status the status of the response
   * @param detail what is wrong with this request
   */
  record Body(String type, String title, int status, String detail) {}

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad Request", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not Found", detail);
  }

  static Problem unprocessable(String title, String detail) {
    return new Problem(422, title, detail);
  }

  /** A problem that may be gone in a moment. */
  static Problem busy(String detail) {
    return new Problem(503, "Service Unavailable", detail, Map.of("Retry-After", "1"));
  }

  /** {@return the same problem, after which the connection ends: the request was not all read} */
  Problem closing() {
    Map<String, String> more = new HashMap<>(headers);
    more.put(CONNECTION, "close");
    return new Problem(status, title, detail, more);
  }

  boolean endsConnection() {
    return headers.containsKey(CONNECTION);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  Body body() {
    return new Body("about:blank", title, status, detail);
  }
}
