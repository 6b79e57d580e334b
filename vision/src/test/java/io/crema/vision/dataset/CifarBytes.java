package io.crema.vision.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes images as the files of CIFAR in its binary version. */
public final class CifarBytes {

  private static final int BATCHES = 5;
  private static final int PIXELS = 32 * 32;

  private CifarBytes() {}

  /** Writes a data set of images [32, 32, 3], at least five to train on, as CIFAR-10. */
  public static void write10(Path directory, DataSet data) throws IOException {
    int size = data.train().size();
    for (int batch = 0; batch < BATCHES; batch++) {
      int from = (int) ((long) size * batch / BATCHES);
      int to = (int) ((long) size * (batch + 1) / BATCHES);
      Path file = directory.resolve("data_batch_%d.bin".formatted(batch + 1));
      Files.write(file, records(data.train(), from, to));
    }
    Files.write(directory.resolve("test_batch.bin"), records(data.test(), 0, data.test().size()));
    Files.write(directory.resolve("batches.meta.txt"), data.classNames());
  }

  private static byte[] records(ImageSet images, int from, int to) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      records.writeBytes(record(images.image(i), images.label(i)));
    }
    return records.toByteArray();
  }

  /** One image [32, 32, 3] with its labels before it. */
  static byte[] record(byte[] image, int... labels) {
    byte[] record = new byte[labels.length + image.length];
    for (int i = 0; i < labels.length; i++) {
      record[i] = (byte) labels[i];
    }
    for (int i = 0; i < image.length; i++) {
      record[labels.length + i % 3 * PIXELS + i / 3] = image[i];
    }
    return record;
  }
}
