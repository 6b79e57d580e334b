package io.crema.mnist.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Fuzzes the reader of IDX files: any bytes that begin as gzip does, and any bytes inside gzip. */
public final class GzipFuzz {

  private GzipFuzz() {}

  /**
   * Reads all values.
   *
   * @param data what follows the magic number, or is compressed
   */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    byte[] file = new byte[data.length + 2];
    file[0] = 0x1f;
    file[1] = (byte) 0x8b;
    System.arraycopy(data, 0, file, 2, data.length);
    IdxFuzz.fuzzerTestOneInput(file);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(data);
    }
    IdxFuzz.fuzzerTestOneInput(packed.toByteArray());
  }
}
