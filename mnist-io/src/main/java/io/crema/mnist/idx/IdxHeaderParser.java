package io.crema.mnist.idx;

import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the header of an IDX file. */
final class IdxHeaderParser {

  private IdxHeaderParser() {}

  /** Reads a header from the start of a file and refuses one that no data can follow. */
  static IdxHeader parse(IdxSource source) throws IOException {
    byte[] start = new byte[4];
    source.read(start, 0, 4, "an IDX header");
    if (start[0] != 0 || start[1] != 0) {
      String found = "0x%02x 0x%02x".formatted(start[0], start[1]);
      throw source.wrong(0, "two bytes of zero, as every IDX file begins", found);
    }
    int code = start[2] & 0xFF;
    IdxType type = IdxType.ofCode(code).orElseThrow(() -> unknownType(source, code));
    int rank = start[3] & 0xFF;
    if (rank < 1 || rank > IdxHeader.MAX_RANK) {
      String expected = "a rank from 1 to %d".formatted(IdxHeader.MAX_RANK);
      throw source.wrong(3, expected, String.valueOf(rank));
    }
    return new IdxHeader(type, readShape(source, rank));
  }

  private static IdxFormatException unknownType(IdxSource source, int code) {
    return source.wrong(2, "type 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e", "0x%02x".formatted(code));
  }

  private static Shape readShape(IdxSource source, int rank) throws IOException {
    byte[] bytes = new byte[4 * rank];
    source.read(
        bytes,
        0,
        bytes.length,
        "%d bytes for the lengths of %d axes".formatted(bytes.length, rank));
    int[] dims = new int[rank];
    ByteBuffer.wrap(bytes).asIntBuffer().get(dims);
    long size = 1;
    for (int axis = 0; axis < rank; axis++) {
      int offset = 4 + 4 * axis;
      if (dims[axis] < 1) {
        String expected = "a length from 1 to %d on axis %d".formatted(Integer.MAX_VALUE, axis);
        throw source.wrong(offset, expected, "%d of %s".formatted(dims[axis], list(dims)));
      }
      size *= dims[axis]; // at most (2^31 - 9) * (2^31 - 1): no overflow in long
      if (size > Shape.MAX_SIZE) {
        throw source.wrong(offset, "at most %d values".formatted(Shape.MAX_SIZE), list(dims));
      }
    }
    return Shape.of(dims);
  }

  private static String list(int[] dims) {
    return Arrays.toString(dims);
  }
}
