package io.crema.nn.io;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Padding;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.Softmax;
import io.crema.nn.layer.Tanh;
import io.crema.nn.layer.ZeroPadding2D;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The model of the kept model files. {@link #main} wrote the one of format 1; a later version of
 * the library has to read it as it is, so it is not to be written anew.
 */
final class ModelFixture {

  /** The file of format 1, beside the class. */
  static final String FORMAT_1 = "format-1.safetensors";

  static final TrainingRecord RECORD =
      TrainingRecord.EMPTY.with("seed", "11").with("text", "naïve \"quotes\"");

  private ModelFixture() {}

  /** {@return a network of every kind of layer once} */
  static Network network() {
    return Network.input(12, 12, 2)
        .add(new ZeroPadding2D(1, 2, 0, 1))
        .add(new Conv2D(5, 3))
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new LeakyReLU(0.1))
        .add(new AveragePool2D(2, 2, 1, 1, Padding.SAME))
        .add(new Sigmoid())
        .add(new GlobalAveragePool2D())
        .add(new Flatten())
        .add(new Dense(3))
        .add(new Tanh())
        .add(new Dropout(0.25))
        .add(new Softmax());
  }

  static Model model() {
    return Model.initialize(network(), 11);
  }

  /** {@return inputs {@code [2, 12, 12, 2]} from 0 to 1} */
  static Tensor inputs() {
    Tensor inputs = Tensor.zeros(Shape.of(2, 12, 12, 2));
    SplitMix64 random = new SplitMix64(5);
    for (int i = 0; i < inputs.size(); i++) {
      inputs.array()[i] = (random.next() >>> 40) * 0x1p-24f;
    }
    return inputs;
  }

  /** Writes the file, and prints what the model predicts. */
  public static void main(String[] args) throws IOException {
    ModelFile.save(Path.of(args[0]), model(), RECORD);
    for (float value : model().forward(inputs()).toArray()) {
      System.out.println(Float.toHexString(value) + "f,");
    }
    System.out.println(model().weightsSha256());
  }
}
