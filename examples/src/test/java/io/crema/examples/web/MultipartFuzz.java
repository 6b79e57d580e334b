package io.crema.examples.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fuzzes the reader of forms: any body, with a sound header and with any. */
public final class MultipartFuzz {

  private MultipartFuzz() {}

  /** Loads the classes, which takes the fuzzer more than a second, before inputs are timed. */
  public static void fuzzerInitialize() {
    fuzzerTestOneInput(Forms.file(Multipart.FIELD, new byte[] {1, 2, 3}));
    fuzzerTestOneInput(new byte[0]);
  }

  /**
   * Looks for the picture in the bytes as a form of the boundary that {@link Forms} have and, if
   * there is a line end, in what follows it as a form whose header begins like that of forms and
   * ends in the bytes in front.
   *
   * @param data any bytes
   */
  public static void fuzzerTestOneInput(byte[] data) {
    read(Forms.TYPE, data);
    int end = 0;
    while (end < data.length && isOfHeader(data[end])) {
      end++;
    }
    if (end < data.length && data[end] == '\n') {
      String rest = new String(data, 0, end, StandardCharsets.ISO_8859_1);
      read(Multipart.TYPE + ";" + rest, Arrays.copyOfRange(data, end + 1, data.length));
    }
  }

  /** The server passes on no header with other control characters. */
  private static boolean isOfHeader(byte value) {
    return value < 0 || (value >= ' ' && value != 127) || value == '\t';
  }

  private static void read(String contentType, byte[] form) {
    try {
      byte[] picture = Multipart.picture(contentType, form);
      if (picture.length > form.length) {
        throw new AssertionError("expected at most the form, got " + picture.length + " bytes");
      }
    } catch (Problem e) {
      if (e.status() != 400) {
        throw new AssertionError("expected status 400", e);
      }
    } catch (IOException e) {
      throw new AssertionError("expected a Problem", e);
    }
  }
}
