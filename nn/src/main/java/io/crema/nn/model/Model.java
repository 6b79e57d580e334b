package io.crema.nn.model;

import io.crema.core.data.LabelledSamples;
import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.WeightFactory;
import io.crema.nn.metric.Evaluation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network with weights.
 *
 * <p>Any number of threads may predict at once. Training belongs to one caller, and nobody predicts
 * while a step of it runs.
 */
public final class Model {

  private final Network network;
  private final List<BoundLayer> layers;
  private final List<Parameter> parameters;
  private final Kernels kernels = Kernels.lookup();
  private final Predictor predictor;

  /** A model, or inside of a layer the part that makes its parameters behind those made so far. */
  Model(Network network, WeightFactory weights) {
    this.network = network;
    String outer = weights.layerName();
    int firstParameter = weights.parameters().size();
    List<BoundLayer> bound = new ArrayList<>();
    for (int i = 0; i < network.layers().size(); i++) {
      String name = network.layerName(i);
      weights.beginLayer(outer.isEmpty() ? name : outer + "." + name);
      bound.add(network.layers().get(i).bind(network.inputShape(i), weights));
    }
    weights.beginLayer(outer);
    layers = List.copyOf(bound);
    List<Parameter> made = weights.parameters();
    parameters = List.copyOf(made.subList(firstParameter, made.size()));
    predictor = new Predictor(this, Workers.shared());
    weightsChanged();
  }

  /**
   * {@return a model with weights drawn as its layers' initializers say}
   *
   * @param network the architecture
   * @param seed one seed gives the same weights, bit for bit, on every machine
   */
  public static Model initialize(Network network, long seed) {
    return new Model(network, new WeightFactory(seed));
  }

  /**
   * {@return a model with weights from elsewhere}
   *
   * @param network the architecture
   * @param weights all parameters by name, as {@link #parameters()} names them. Not copied.
   * @throws IllegalArgumentException if one is missing, has another shape, or belongs to no layer
   */
  public static Model restore(Network network, Map<String, Tensor> weights) {
    Model model = new Model(network, WeightFactory.of(weights));
    if (model.parameters.size() != weights.size()) {
      Set<String> strangers = new TreeSet<>(weights.keySet());
      model.parameters.forEach(parameter -> strangers.remove(parameter.name()));
      throw new IllegalArgumentException(
          "parameters: expected %d, found %d; of no layer: %s"
              .formatted(model.parameters.size(), weights.size(), strangers));
    }
    return model;
  }

  /** {@return the architecture} */
  public Network network() {
    return network;
  }

  /** {@return the layers with their weights, in order} */
  public List<BoundLayer> layers() {
    return layers;
  }

  /**
   * {@return all weights, biases and running statistics, in order; who writes to them calls {@link
   * #weightsChanged()}}
   */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** {@return the number of weights and biases: of all values that an optimizer changes} */
  public long parameterCount() {
    return trainedValues(parameters);
  }

  static long trainedValues(List<Parameter> parameters) {
    return parameters.stream()
        .filter(Parameter::trained)
        .mapToLong(parameter -> parameter.value().size())
        .sum();
  }

  /** {@return the number of values that are not trained but saved with the weights} */
  long statisticCount() {
    long all = parameters.stream().mapToLong(parameter -> parameter.value().size()).sum();
    return all - parameterCount();
  }

  /** {@return the kernels that compute this model: {@code scalar} or {@code vector}} */
  public String kernelName() {
    return kernels.name();
  }

  Kernels kernels() {
    return kernels;
  }

  /** Takes note that values of {@link #parameters()} have been changed from outside. */
  public void weightsChanged() {
    for (int i = 0; i < layers.size(); i++) {
      weightsChanged(i);
    }
  }

  /**
   * Takes note that values of one layer's parameters have been changed. Several threads may do so
   * at once, each for another layer.
   *
   * @param layer position of the layer
   */
  public void weightsChanged(int layer) {
    layers.get(layer).weightsChanged(kernels);
  }

  /**
   * {@return a way to predict on other threads than {@link Workers#shared()}}
   *
   * @param workers who does the work
   */
  public Predictor predictor(Workers workers) {
    return new Predictor(this, workers);
  }

  /**
   * {@return the outputs of the last layer} For a classifier these are logits, one row for each
   * input.
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input
   */
  public Tensor forward(Tensor inputs) {
    return predictor.forward(inputs);
  }

  /**
   * {@return the probability of each class, {@code [N, classes]}}
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input
   */
  public Tensor predictProbabilities(Tensor inputs) {
    return predictor.predictProbabilities(inputs);
  }

  /**
   * {@return the most probable class of each input; of equal ones the first}
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input
   */
  public int[] predict(Tensor inputs) {
    return predictor.predict(inputs);
  }

  /**
   * {@return how well the model classifies samples}
   *
   * @param samples as many classes as the network has outputs
   * @throws IllegalArgumentException if shapes or classes differ
   */
  public Evaluation evaluate(LabelledSamples samples) {
    return predictor.evaluate(samples);
  }

  /** {@return the SHA-256, in hexadecimal, of all parameters as little-endian floats in order} */
  public String weightsSha256() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    for (Parameter parameter : parameters) {
      int bytes = parameter.value().size() * Float.BYTES;
      ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asFloatBuffer().put(parameter.value().array(), 0, parameter.value().size());
      digest.update(buffer);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * {@return a model of fewer layers that predicts the same but for rounding} Each {@link
   * io.crema.nn.layer.BatchNorm} directly behind a convolution or a {@link io.crema.nn.layer.Dense}
   * is multiplied into their weights and biases, in double, and left out. Others stay. This model
   * is not changed, and nothing is shared with it.
   */
  public Model folded() {
    return Folding.of(this);
  }

  /**
   * {@return a table of the layers: name, output shape, parameters, MFLOP of one forward pass, and
   * the algorithm of convolutions}
   */
  public String summary() {
    return Summary.of(this);
  }

  /** {@return the network in one line} */
  @Override
  public String toString() {
    return "Model" + network.layers().stream().map(Layer::toString).toList();
  }
}
