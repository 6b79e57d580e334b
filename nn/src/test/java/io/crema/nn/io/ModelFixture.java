package io.crema.nn.io;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.Average;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Maximum;
import io.crema.nn.layer.Multiply;
import io.crema.nn.layer.Padding;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.Softmax;
import io.crema.nn.layer.Tanh;
import io.crema.nn.layer.UpSampling2D;
import io.crema.nn.layer.UpSampling2D.Interpolation;
import io.crema.nn.layer.ZeroPadding2D;
import io.crema.nn.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The models of the kept model files. {@link #main} wrote that of each format once; a later version
 * of the library has to read it as it is, so it is not to be written anew.
 */
final class ModelFixture {

  /** The file of format 1, beside the class. */
  static final String FORMAT_1 = "format-1.safetensors";

  /** The file of format 2, beside the class. */
  static final String FORMAT_2 = "format-2.safetensors";

  static final List<String> CLASS_NAMES = List.of("naïve", "\"quoted\"");

  static final InputPreparation PREPARATION =
      new InputPreparation(
          List.of(1 / 255.0, 0.5), List.of(0.0, -0.25), Map.of("color", "rgb", "résumé", "é"));

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

  /**
   * {@return a network with every join and layer that format 1 has not, named nodes, blocks, two
   * inputs and two outputs}
   */
  static Network branched() {
    Node image = Node.input("image", 4, 4, 2);
    Node facts = Node.input("facts", 3);
    Node stem = image.then("stem", new Conv2D(4, 3).same().withoutBias()).then(new BatchNorm());
    Node block =
        stem.then(
            new Residual(
                    new DepthwiseConv2D(3).same().stride(2).withoutBias(),
                    new ReLU(),
                    new Dropout(0.5),
                    new Residual(new Conv2D(4, 1)))
                .shortcut(new Conv2D(4, 1).stride(2), new BatchNorm().groupSize(16)));
    Node gate = facts.then("gate", new Dense(4).withoutBias()).then(new Sigmoid());
    Node gated = Node.join("gated", new Multiply(), block, gate);
    Node wide = Node.join(new Concat(), gated, Node.join(new Average(), block, gated));
    Node large =
        wide.then(new UpSampling2D(2).bilinear())
            .then(new UpSampling2D(1, 2, Interpolation.NEAREST));
    Node digit = wide.then(new GlobalAveragePool2D()).then("digit", new Dense(2));
    Node map = Node.join("map", new Maximum(), large, large.then(new Conv2D(8, 1)));
    return Network.of(List.of(facts, image), List.of(map, digit));
  }

  static SavedModel branchedModel() {
    return new SavedModel(Model.initialize(branched(), 12), RECORD)
        .withClassNames(CLASS_NAMES)
        .withPreparation(PREPARATION);
  }

  /** {@return inputs of {@link #branched()} for two samples, from 0 to 1} */
  static List<Tensor> branchedInputs() {
    float[] values = inputs().array();
    return List.of(
        Tensor.of(Shape.of(2, 3), Arrays.copyOf(values, 6)),
        Tensor.of(Shape.of(2, 4, 4, 2), Arrays.copyOfRange(values, 6, 70)));
  }

  /** Writes the file of format 2, and prints what the model predicts. */
  public static void main(String[] args) throws IOException {
    SavedModel saved = branchedModel();
    ModelFile.save(Path.of(args[0]), saved, SaveOptions.DEFAULT);
    for (float value : saved.model().forward(branchedInputs()).get(1).toArray()) {
      System.out.println(Float.toHexString(value) + "f,");
    }
    System.out.println(saved.model().weightsSha256());
  }
}
