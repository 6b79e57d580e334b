package io.crema.mnist.idx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** IDX files put together byte by byte, without the writer. */
public final class IdxBytes {

  /** How a file is stored. */
  public enum Packing {
    PLAIN(""),
    GZIP(" (inflated)");

    private final String suffix;

    Packing(String suffix) {
      this.suffix = suffix;
    }

    /** The name that messages give a file of this packing. */
    public String sourceOf(Path file) {
      return file + suffix;
    }

    /** Writes content to a file in this packing. */
    public Path write(Path file, byte[] content) throws IOException {
      return Files.write(file, this == GZIP ? gzip(content) : content);
    }
  }

  private IdxBytes() {}

  public static byte[] idx(int type, int[] dims, int... data) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int length : dims) {
      bytes.putInt(length);
    }
    for (int value : data) {
      bytes.put((byte) value);
    }
    return bytes.array();
  }

  public static int[] dims(int... dims) {
    return dims;
  }

  public static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
