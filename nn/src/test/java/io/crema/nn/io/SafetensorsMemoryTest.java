package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors.WriteOption;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that reading allocates, let go of or not, is at most twice the file and a little. */
class SafetensorsMemoryTest {

  private static final int VALUES = 4 << 20;
  private static final long ALLOWANCE = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private long allocatedByReading(WriteOption... options) throws IOException {
    Path file = folder.resolve("large.safetensors");
    Tensor half = Tensor.zeros(Shape.of(VALUES / 2));
    Safetensors.write(file, Map.of("a", half, "b", half), Map.of(), options);
    Safetensors.read(file); // once before, for the classes
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    int tensors = Safetensors.read(file).tensors().size();
    long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
    assertThat(tensors).isEqualTo(2);
    assertThat(allocated).isLessThan(2 * Files.size(file) + ALLOWANCE);
    return allocated;
  }

  @Test
  void read_floats_takesTheFileOnce() throws IOException {
    long floats = (long) VALUES * Float.BYTES;
    assertThat(allocatedByReading()).isBetween(floats, floats + ALLOWANCE);
  }

  @Test
  void read_halfFloats_takesTheFileTwice() throws IOException {
    long floats = (long) VALUES * Float.BYTES;
    assertThat(allocatedByReading(WriteOption.F16)).isBetween(floats, floats + ALLOWANCE);
  }
}
