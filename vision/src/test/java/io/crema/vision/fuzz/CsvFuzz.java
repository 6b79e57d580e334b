package io.crema.vision.fuzz;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.vision.dataset.CsvImages;
import io.crema.vision.dataset.DataOptions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fuzzes the reader of CSV files: any bytes. */
public final class CsvFuzz {

  private CsvFuzz() {}

  /**
   * Reads the images.
   *
   * @param data a file
   */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = Files.write(memory.getPath("/work/fuzz.csv"), data);
      try {
        CsvImages.load(file, DataOptions.DEFAULT).data().train().sha256();
      } catch (IOException e) {
        // A broken file is refused.
      }
    }
  }
}
