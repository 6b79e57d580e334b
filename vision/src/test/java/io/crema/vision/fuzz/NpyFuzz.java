package io.crema.vision.fuzz;

import io.crema.vision.dataset.DataOptions;
import io.crema.vision.dataset.NpyBytes;
import io.crema.vision.dataset.NumpyImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Fuzzes the reader of arrays: any bytes as the images in an archive, and as the archive. */
public final class NpyFuzz {

  private static final byte[] LABELS = NpyBytes.i8("(2,)", 0, 0);

  private NpyFuzz() {}

  /**
   * Reads the images.
   *
   * @param data a file
   */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path file = Files.createTempFile("fuzz", ".npz");
    try {
      load(Files.write(file, data));
      load(NpyBytes.npz(file, false, Map.of("x", data, "y", LABELS)));
    } finally {
      Files.delete(file);
    }
  }

  private static void load(Path file) {
    try {
      NumpyImages.load(file, DataOptions.DEFAULT).data().train().sha256();
    } catch (IOException e) {
      // A broken file is refused.
    }
  }
}
