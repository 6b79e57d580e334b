package io.crema.nn.testing;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Layer;
import io.crema.nn.model.Model;

/** Models with given weights. */
public final class TestModels {

  private TestModels() {}

  /**
   * {@return a model with given weights}
   *
   * @param network the architecture
   * @param parameters values of each parameter, in order
   */
  public static Model of(Network network, float[]... parameters) {
    Model model = Model.initialize(network, 0);
    if (parameters.length != model.parameters().size()) {
      throw new IllegalArgumentException("parameters: expected " + model.parameters());
    }
    for (int i = 0; i < parameters.length; i++) {
      Tensor value = model.parameters().get(i).value();
      Tensor given = Tensor.of(value.shape(), parameters[i]);
      System.arraycopy(given.array(), 0, value.array(), 0, value.size());
    }
    model.weightsChanged();
    return model;
  }

  /**
   * {@return what a layer makes of one input}
   *
   * @param layer the layer
   * @param input one input, without the batch axis
   * @param parameters values of each parameter, in order
   */
  public static Tensor forward(Layer layer, Tensor input, float[]... parameters) {
    Network network = Network.input(input.shape().dims()).add(layer);
    Tensor batch = input.reshape(input.shape().withBatch(1));
    Tensor output = of(network, parameters).forward(batch);
    return output.reshape(network.outputShape());
  }

  /**
   * {@return an image of one channel}
   *
   * @param height rows
   * @param width columns
   * @param values the pixels
   */
  public static Tensor image(int height, int width, double... values) {
    return tensor(Shape.of(height, width, 1), values);
  }

  /**
   * {@return a tensor}
   *
   * @param shape its shape
   * @param values its values
   */
  public static Tensor tensor(Shape shape, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(shape, floats);
  }

  /**
   * {@return the numbers 1, 2, 3, ... as an image of one channel}
   *
   * @param height rows
   * @param width columns
   */
  public static Tensor counting(int height, int width) {
    Tensor image = Tensor.zeros(Shape.of(height, width, 1));
    for (int i = 0; i < image.size(); i++) {
      image.array()[i] = i + 1f;
    }
    return image;
  }
}
