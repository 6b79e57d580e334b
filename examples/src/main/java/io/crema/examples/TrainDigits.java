package io.crema.examples;

// README: begin
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a network on digits, saves it, loads it and predicts. */
public class TrainDigits {

  public static void main(String[] args) throws IOException {
    DataSet mnist = BundledMnist.load();
    ImageSet images = mnist.train().limit(2_000);

    Network network =
        Network.input(28, 28, 1)
            .add(new Conv2D(16, 3))
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Flatten())
            .add(new Dense(10));
    Model model = Model.initialize(network, 7);
    new Trainer().epochs(3).batchSize(32).seed(7).fit(model, images);
    System.out.println("accuracy " + model.evaluate(mnist.test()).accuracy());

    Path file = Path.of(args.length > 0 ? args[0] : "digits.safetensors");
    ModelFile.save(file, model, TrainingRecord.EMPTY.with("images", "the first 2,000 of MNIST"));
    Model loaded = ModelFile.load(file).model();
    int[] digits = loaded.predict(mnist.test().batches(1).iterator().next().inputs());
    System.out.println("read " + digits[0] + ", it is a " + mnist.test().label(0));
  }
}
// README: end
