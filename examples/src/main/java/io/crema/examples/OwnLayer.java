package io.crema.examples;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.WeightFactory;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;
import java.util.List;

/** A layer of your own, in a network that learns digits. The argument is the number of images. */
public final class OwnLayer {

  private OwnLayer() {}

  /** Multiplies each value of an image by a weight that is learned. */
  record Scale(double initial) implements Layer {

    @Override
    public String type() {
      return "scale";
    }

    @Override
    public LayerConfig config() {
      return LayerConfig.EMPTY.with("initial", initial);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public BoundLayer bind(Shape input, WeightFactory weights) {
      return new BoundScale(weights.undecayed("scale", input, (float) initial));
    }
  }

  /** The layer with its weights. Tensors are batches: {@code [N, ...]}. */
  private record BoundScale(Parameter scale) implements BoundLayer {

    @Override
    public List<Parameter> parameters() {
      return List.of(scale);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      float[] weights = scale.value().array();
      for (int i = 0; i < input.size(); i++) {
        output.array()[i] = weights[i % weights.length] * input.array()[i];
      }
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      float[] weights = scale.value().array();
      float[] dWeights = pass.gradient(scale);
      for (int i = 0; i < input.size(); i++) {
        dInput.array()[i] = weights[i % weights.length] * dOutput.array()[i];
        dWeights[i % weights.length] += input.array()[i] * dOutput.array()[i];
      }
    }
  }

  public static void main(String[] args) throws IOException {
    int images = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    DataSet mnist = BundledMnist.load();
    Network network =
        Network.input(28, 28, 1)
            .add(new MaxPool2D(2))
            .add(new Scale(1))
            .add(new Flatten())
            .add(new Dense(64))
            .add(new ReLU())
            .add(new Dense(10));
    Model model = Model.initialize(network, 7);
    System.out.println(model.summary());

    new Trainer().epochs(3).batchSize(32).seed(7).fit(model, mnist.train().limit(images));
    System.out.println("accuracy " + model.evaluate(mnist.test()).accuracy());
  }
}
