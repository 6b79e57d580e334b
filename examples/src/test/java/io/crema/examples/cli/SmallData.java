package io.crema.examples.cli;

import io.crema.core.tensor.Shape;
import io.crema.mnist.data.BundledMnist;
import io.crema.mnist.idx.IdxHeader;
import io.crema.mnist.idx.IdxType;
import io.crema.mnist.idx.IdxWriter;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Path;

/** The first of the bundled digits as files of a directory. */
final class SmallData {

  private SmallData() {}

  static void write(Path directory, int train, int test) throws IOException {
    DataSet digits = BundledMnist.load();
    write(directory.resolve("train"), digits.train().limit(train));
    write(directory.resolve("t10k"), digits.test().limit(test));
  }

  /** Writes one set, under names that begin with a prefix. */
  static void write(Path prefix, ImageSet set) throws IOException {
    Shape images = Shape.of(set.size(), 28, 28);
    try (IdxWriter writer = open(prefix + "-images-idx3-ubyte", images)) {
      for (int i = 0; i < set.size(); i++) {
        writer.writeBytes(set.image(i), 0, 28 * 28);
      }
    }
    try (IdxWriter writer = open(prefix + "-labels-idx1-ubyte", Shape.of(set.size()))) {
      for (int i = 0; i < set.size(); i++) {
        writer.writeBytes(new byte[] {(byte) set.label(i)}, 0, 1);
      }
    }
  }

  private static IdxWriter open(String file, Shape shape) throws IOException {
    return IdxWriter.plain(Path.of(file), new IdxHeader(IdxType.UNSIGNED_BYTE, shape));
  }
}
