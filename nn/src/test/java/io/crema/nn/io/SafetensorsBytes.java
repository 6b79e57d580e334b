package io.crema.nn.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files put together byte by byte, right or wrong. */
final class SafetensorsBytes {

  private SafetensorsBytes() {}

  static byte[] file(String header, float... values) {
    return file(header.getBytes(StandardCharsets.UTF_8), values);
  }

  static byte[] file(byte[] header, float... values) {
    return file(header.length, header, values);
  }

  static byte[] file(long headerLength, byte[] header, float... values) {
    ByteBuffer file =
        ByteBuffer.allocate(8 + header.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(headerLength).put(header);
    for (float value : values) {
      file.putFloat(value);
    }
    return file.array();
  }
}
