package io.crema.examples.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Forms as browsers send them. */
final class Forms {

  static final String TYPE = "multipart/form-data; boundary=XyZ";

  private Forms() {}

  static byte[] file(String field, byte[] content) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    String head =
        "--XyZ\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.png\"\r\n\r\n";
    form.writeBytes(head.formatted(field).getBytes(StandardCharsets.US_ASCII));
    form.writeBytes(content);
    form.writeBytes("\r\n--XyZ--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }
}
