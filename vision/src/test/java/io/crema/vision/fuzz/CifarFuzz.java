package io.crema.vision.fuzz;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.vision.dataset.CifarImages;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fuzzes the reader of CIFAR: any bytes as the file to train on and to test with. */
public final class CifarFuzz {

  private CifarFuzz() {}

  /**
   * Reads the images of CIFAR-100.
   *
   * @param data a file
   */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path directory = memory.getPath("/work");
      Files.write(directory.resolve("train.bin"), data);
      Files.write(directory.resolve("test.bin"), data);
      try {
        CifarImages.load(directory).data().train().sha256();
      } catch (IOException e) {
        // A broken file is refused.
      }
    }
  }
}
