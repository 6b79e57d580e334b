package io.crema.mnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxHeader;
import io.crema.mnist.idx.IdxType;
import io.crema.mnist.idx.IdxWriter;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that loading images allocates, let go of or not, is what they hold and a little: for every
 * image its pixels or, where that is less, a bit for each pixel and those that are not zero.
 */
class IdxImagesMemoryTest {

  private static final int IMAGES = 10_000;
  private static final int PIXELS = 28 * 28;

  /** A label, the number of the image in the set, and its place in the block. */
  private static final int BYTES_BESIDE_PIXELS = 9;

  /** The buffers of two readers, those of gzip included, and of one block. */
  private static final long ALLOWANCE = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;
  private Path images = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void nameFiles() {
    images = folder.resolve("images");
    labels = folder.resolve("labels");
  }

  /** Writes images, each with so many pixels that are not zero. */
  private void write(int nonZero) throws IOException {
    byte[] image = new byte[PIXELS];
    for (int i = 0; i < nonZero; i++) {
      image[i * PIXELS / nonZero] = (byte) (1 + i % 255);
    }
    try (IdxWriter writer = IdxWriter.gzip(images, header(Shape.of(IMAGES, 28, 28)))) {
      for (int i = 0; i < IMAGES; i++) {
        writer.writeBytes(image, 0, image.length);
      }
    }
    try (IdxWriter writer = IdxWriter.gzip(labels, header(Shape.of(IMAGES)))) {
      writer.writeBytes(new byte[IMAGES], 0, IMAGES);
    }
  }

  private static IdxHeader header(Shape shape) {
    return new IdxHeader(IdxType.UNSIGNED_BYTE, shape);
  }

  private long allocatedByLoading() throws IOException {
    IdxImages.load(images, labels, 10); // once before, for the classes
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    ImageSet set = IdxImages.load(images, labels, 10);
    long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
    assertThat(set.size()).isEqualTo(IMAGES);
    return allocated;
  }

  @Test
  void load_mostPixelsZero_takesTheOthersAndABitForEach() throws IOException {
    int nonZero = 150;
    write(nonZero);
    long packed = (long) IMAGES * (nonZero + 13 * Long.BYTES);

    assertThat(allocatedByLoading())
        .isBetween(packed, packed + IMAGES * BYTES_BESIDE_PIXELS + ALLOWANCE);
  }

  @Test
  void load_noPixelZero_takesTheFileOnce() throws IOException {
    write(PIXELS);
    long plain = (long) IMAGES * PIXELS;

    assertThat(allocatedByLoading())
        .isBetween(plain, plain + IMAGES * BYTES_BESIDE_PIXELS + ALLOWANCE);
  }
}
