package consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, saves and loads a model with the standard parts, on the class or module path. */
class ConsumerTest {

  @Test
  void model_trainedSavedAndLoaded_predicts(@TempDir Path folder) throws Exception {
    Network network =
        Network.input(6, 6, 1)
            .add(new Conv2D(4, 3))
            .add(new ReLU())
            .add(new Flatten())
            .add(new Dense(2));
    Model model = Model.initialize(network, 1);
    new Trainer().epochs(10).batchSize(8).optimizer(new Adam(0.01)).fit(model, Images.samples(40));

    Path file = folder.resolve("tiny.safetensors");
    ModelFile.save(file, model, TrainingRecord.EMPTY.with("seed", "1"));
    Model loaded = ModelFile.load(file).model();

    assertArrayEquals(Images.labels(40), loaded.predict(Images.of(40)));
    assertEquals(model.weightsSha256(), loaded.weightsSha256());
    assertEquals("vector", loaded.kernelName());
  }

  /** Whether Crema and the program are modules is the difference between the two projects. */
  @Test
  void modules_ofCremaAndProgram_areAsInThePom() {
    boolean expected = Boolean.parseBoolean(System.getProperty("consumer.modular"));
    assertEquals(expected, Model.class.getModule().isNamed());
    assertEquals(expected, PReLU.class.getModule().isNamed());
  }
}
