package io.crema.vision.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NPY and NPZ files put together byte by byte, as NumPy writes them. */
public final class NpyBytes {

  private NpyBytes() {}

  /** An array of bytes. */
  public static byte[] u1(String shape, int... values) {
    return of("|u1", shape, values);
  }

  /** An array of 64-bit integers, as NumPy has labels. */
  public static byte[] i8(String shape, int... values) {
    return of("<i8", shape, values);
  }

  /** An array of a type such as {@code >f4}. */
  static byte[] of(String descr, String shape, double... values) {
    byte[] bytes = new byte[values.length * (descr.charAt(2) - '0')];
    ByteBuffer data = ByteBuffer.wrap(bytes).order(order(descr));
    for (double value : values) {
      put(data, descr.substring(1), value);
    }
    return file(1, dictionary(descr, "False", shape), bytes);
  }

  static byte[] of(String descr, String shape, int... values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return of(descr, shape, doubles);
  }

  private static ByteOrder order(String descr) {
    return descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static void put(ByteBuffer data, String type, double value) {
    switch (type) {
      case "f4" -> data.putFloat((float) value);
      case "f8" -> data.putDouble(value);
      case "b1", "u1", "i1" -> data.put((byte) value);
      case "u2", "i2" -> data.putShort((short) value);
      case "u4", "i4" -> data.putInt((int) value);
      default -> data.putLong((long) value);
    }
  }

  static String dictionary(String descr, String fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(descr, fortran, shape);
  }

  /** A file of a version, a header and data. */
  static byte[] file(int version, String header, byte[] data) {
    byte[] text = (header + " ".repeat(10) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(data).array();
  }

  /** Writes arrays by their names, stored or deflated, and returns the file. */
  public static Path npz(Path file, boolean deflate, Map<String, byte[]> arrays)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        if (!deflate) {
          CRC32 crc = new CRC32();
          crc.update(array.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(array.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(array.getValue());
      }
    }
    return Files.write(file, bytes.toByteArray());
  }
}
