package io.crema.mnist.fuzz;

import io.crema.mnist.idx.IdxFormatException;
import io.crema.mnist.idx.IdxReader;
import io.crema.mnist.idx.IdxType;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Fuzzes the reader of IDX files: any bytes, plain. */
public final class IdxFuzz {

  private IdxFuzz() {}

  /**
   * Reads all values.
   *
   * @param data a file
   */
  public static void fuzzerTestOneInput(byte[] data) {
    try (IdxReader reader = IdxReader.open("fuzz", new ByteArrayInputStream(data))) {
      if (reader.header().type() == IdxType.UNSIGNED_BYTE) {
        reader.readBytes(reader.remaining());
      } else {
        reader.readDoubles(reader.remaining());
      }
    } catch (IdxFormatException e) {
      // A broken file is refused.
    } catch (IOException e) {
      throw new AssertionError("expected an IdxFormatException", e);
    }
  }
}
