package program;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.confidence.TemperatureScaling;
import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.metric.Interval;
import io.crema.nn.metric.McNemar;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Trains a network for one step, saves and loads it, and prints what the test compares. */
public final class TinyTraining {

  private TinyTraining() {}

  public static void main(String[] args) throws IOException {
    Network network =
        Network.input(6, 6, 1)
            .add(new Conv2D(4, 3))
            .add(new ReLU())
            .add(new Flatten())
            .add(new Dense(2));
    Model model = Model.initialize(network, 1);
    String untrained = model.weightsSha256();
    new Trainer().epochs(1).batchSize(8).fit(model, samples(8));

    Path file = Path.of(args[0]);
    ModelFile.save(file, model, TrainingRecord.EMPTY.with("seed", "1"));
    Model loaded = ModelFile.load(file).model();

    System.out.println("kernels: " + loaded.kernelName());
    System.out.println("trained: " + !model.weightsSha256().equals(untrained));
    System.out.println("loaded: " + loaded.weightsSha256().equals(model.weightsSha256()));
    printStatistics();
  }

  /** Images of 6x6 pixels with a bright left half (class 0) or right half (class 1). */
  private static LabelledSamples samples(int count) {
    Tensor images = Tensor.zeros(Shape.of(count, 6, 6, 1));
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      labels[n] = n % 2;
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 3; x++) {
          images.set(1, n, y, x + 3 * labels[n], 0);
        }
      }
    }
    return TensorSamples.of(images, labels, 2);
  }

  /** Prints what Crema computes with commons-math3, apart from the initial weights. */
  private static void printStatistics() {
    System.out.println("8 of 10: " + Interval.wilson(8, 10, 0.95));
    System.out.println("5 against 15: " + new McNemar(0, 5, 15, 0));
    System.out.println("10 against 30: " + new McNemar(0, 10, 30, 0));
    Tensor logits = Tensor.of(Shape.of(4, 2), new float[] {1, 0, 1, 0, 1, 0, 1, 0});
    double temperature = TemperatureScaling.fit(new int[] {0, 0, 0, 1}, logits).temperature();
    System.out.println(String.format(Locale.ROOT, "temperature: %.6f", temperature));
  }
}
