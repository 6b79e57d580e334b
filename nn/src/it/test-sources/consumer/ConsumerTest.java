package consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own that knows Crema only as a dependency. */
class ConsumerTest {

  /** Pictures of 6x6 pixels with a bright left half (class 0) or right half (class 1). */
  private static Tensor pictures(int count) {
    Tensor pictures = Tensor.zeros(Shape.of(count, 6, 6, 1));
    for (int n = 0; n < count; n++) {
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 3; x++) {
          pictures.set(0.5f + 0.1f * (n % 5), n, y, x + n % 2 * 3, 0);
        }
      }
    }
    return pictures;
  }

  private static int[] classes(int count) {
    int[] classes = new int[count];
    for (int n = 0; n < count; n++) {
      classes[n] = n % 2;
    }
    return classes;
  }

  @Test
  void model_trainedSavedAndLoaded_predicts(@TempDir Path folder) throws Exception {
    LabelledSamples samples = TensorSamples.of(pictures(40), classes(40), 2);
    Network network =
        Network.input(6, 6, 1)
            .add(new Conv2D(4, 3))
            .add(new ReLU())
            .add(new Flatten())
            .add(new Dense(2));
    Model model = Model.initialize(network, 1);
    new Trainer().epochs(10).batchSize(8).optimizer(new Adam(0.01)).fit(model, samples);

    Path file = folder.resolve("tiny.safetensors");
    ModelFile.save(file, model, TrainingRecord.EMPTY.with("seed", "1"));
    Model loaded = ModelFile.load(file).model();

    assertArrayEquals(classes(40), loaded.predict(pictures(40)));
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals("vector", loaded.kernelName());
    assertRightPath();
  }

  @Test
  void model_ownLossAndOptimizer_learns() {
    LabelledSamples samples = TensorSamples.of(pictures(40), classes(40), 2);
    Model model =
        Model.initialize(Network.input(6, 6, 1).add(new Flatten()).add(new Dense(2)), 1);

    new Trainer()
        .epochs(10)
        .batchSize(8)
        .loss(new Distance())
        .optimizer(new NormalizedDescent(0.1))
        .schedule((step, steps) -> 1 - 0.5 * step / steps)
        .fit(model, samples);

    assertArrayEquals(classes(40), model.predict(pictures(40)));
    assertRightPath();
  }

  /** Whether Crema and the program are modules is what the two projects differ in. */
  private static void assertRightPath() {
    boolean expected = Boolean.parseBoolean(System.getProperty("consumer.modular"));
    assertEquals(expected, Model.class.getModule().isNamed());
    assertEquals(expected, ConsumerTest.class.getModule().isNamed());
  }
}
