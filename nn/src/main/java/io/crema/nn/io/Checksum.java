package io.crema.nn.io;

import io.crema.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A hash of tensors and texts by name, whatever their order. */
final class Checksum {

  private static final int CHUNK_FLOATS = 1 << 14;

  private final MessageDigest digest;
  private final ByteBuffer chunk =
      ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** {@return the SHA-256 in hexadecimal} */
  static String sha256(Map<String, Tensor> tensors, Map<String, String> texts) {
    Checksum checksum = new Checksum();
    new TreeMap<>(texts).forEach((name, text) -> checksum.add(name).add(text));
    new TreeMap<>(tensors)
        .forEach((name, tensor) -> checksum.add(name).add(tensor.shape().toString()).add(tensor));
    return HexFormat.of().formatHex(checksum.digest.digest());
  }

  /** The length goes first, so that no two lists of texts are the same bytes. */
  private Checksum add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  private Checksum add(Tensor tensor) {
    for (int from = 0; from < tensor.size(); from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, tensor.size() - from);
      chunk.clear().limit(count * Float.BYTES);
      ValueType.F32.write(chunk, tensor.array(), from, count);
      digest.update(chunk);
    }
    return this;
  }
}
