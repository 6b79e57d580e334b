package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.crema.nn.graph.Network;
import io.crema.nn.io.Safetensors.WriteOption;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that loading a model allocates, let go of or not, is at most twice the file and a little: so
 * the heap never has to hold more. Convolutions of 3x3 would more than double their weights if they
 * were packed for the kernels already.
 */
class ModelFileMemoryTest {

  private static final long ALLOWANCE = 1 << 20;

  private static final Network NETWORK =
      Network.input(4, 4, 256)
          .add(new Conv2D(512, 3).same())
          .add(new ReLU())
          .add(new Conv2D(512, 3).same())
          .add(new Flatten())
          .add(new Dense(512));

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private void assertLoadedWithinTwiceTheFile(WriteOption... options) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Model model = Model.initialize(NETWORK, 1);
    ModelFile.save(file, model, TrainingRecord.EMPTY, options);
    ModelFile.load(file); // once before, for the classes
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    Model loaded = ModelFile.load(file).model();
    long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
    assertThat(loaded.parameterCount()).isEqualTo(model.parameterCount());
    assertThat(allocated).isBetween(Files.size(file), 2 * Files.size(file) + ALLOWANCE);
  }

  @Test
  void load_floats_takesAtMostTwiceTheFile() throws IOException {
    assertLoadedWithinTwiceTheFile();
  }

  @Test
  void load_halfFloats_takesAtMostTwiceTheFile() throws IOException {
    assertLoadedWithinTwiceTheFile(WriteOption.F16);
  }
}
