package io.crema.nn.io;

import io.crema.nn.io.Safetensors.ReadOption;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Fuzzes the reader of safetensors files: any bytes behind a length that fits them. */
public final class SafetensorsFuzz {

  private SafetensorsFuzz() {}

  /**
   * Reads them as they are and, so that not all is lost at the length, as a header of the length
   * that the first two bytes tell.
   *
   * @param data any bytes
   */
  public static void fuzzerTestOneInput(byte[] data) {
    read(data);
    if (data.length >= 2) {
      int length = Math.min((data[0] & 0xff) << 8 | (data[1] & 0xff), data.length - 2);
      byte[] file = new byte[data.length + 6];
      file[0] = (byte) length;
      file[1] = (byte) (length >> 8);
      System.arraycopy(data, 2, file, 8, data.length - 2);
      read(file);
    }
  }

  private static void read(byte[] file) {
    try {
      Safetensors.read("fuzz", new ByteArrayInputStream(file), ReadOption.ALLOW_NON_FINITE);
    } catch (SafetensorsException e) {
      // A broken file is refused.
    } catch (IOException e) {
      throw new AssertionError("expected a SafetensorsException", e);
    }
  }
}
