package io.crema.nn.model;

import io.crema.core.data.LabelledSamples;
import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.WeightFactory;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.FoldBatchNorm;
import io.crema.nn.plan.Plan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network with weights.
 *
 * <pre>{@code
 * Model model = Model.initialize(network, 7);
 * int[] classes = model.predict(images);
 * }</pre>
 *
 * <p>Any number of threads may predict at once. Training belongs to one caller, and nobody predicts
 * while a training step runs.
 */
public final class Model {

  private final BoundNetwork bound;
  private final Predictor predictor;

  private Model(BoundNetwork bound) {
    this.bound = bound;
    predictor = new Predictor(this, Workers.shared());
  }

  private static Model of(Network network, WeightFactory weights) {
    Model model = new Model(new BoundNetwork(network, weights));
    model.weightsChanged();
    return model;
  }

  /**
   * {@return a model with weights drawn from the distributions that its layers ask for}
   *
   * @param network the architecture
   * @param seed one seed gives the same weights, bit for bit, on every machine
   */
  public static Model initialize(Network network, long seed) {
    return of(network, new WeightFactory(seed));
  }

  /**
   * {@return a model with given weights}
   *
   * @param network the architecture
   * @param weights all parameters by name, as {@link #parameters()} names them. Not copied.
   * @throws IllegalArgumentException if one is missing, has another shape, or belongs to no layer
   */
  public static Model restore(Network network, Map<String, Tensor> weights) {
    Model model = of(network, WeightFactory.of(weights));
    List<Parameter> parameters = model.parameters();
    if (parameters.size() != weights.size()) {
      Set<String> strangers = new TreeSet<>(weights.keySet());
      parameters.forEach(parameter -> strangers.remove(parameter.name()));
      throw new IllegalArgumentException(
          "parameters: expected %d, found %d; of no layer: %s"
              .formatted(parameters.size(), weights.size(), strangers));
    }
    return model;
  }

  /** {@return the architecture} */
  public Network network() {
    return bound.network();
  }

  /** The network and its operators, for plans. */
  BoundNetwork bound() {
    return bound;
  }

  /** {@return the operators of all nodes but the inputs, with their weights, in order} */
  public List<BoundOperator> operators() {
    return bound.operators();
  }

  /**
   * {@return the parameters of one node, in order}
   *
   * @param node a node of the network
   * @throws IllegalArgumentException if it belongs to another network
   */
  public List<Parameter> parameters(Node node) {
    return node.isInput() ? List.of() : bound.operator(network().node(node.name())).parameters();
  }

  /**
   * {@return all weights, biases and running statistics, in order; whoever writes to them calls
   * {@link #weightsChanged()}}
   */
  public List<Parameter> parameters() {
    return bound.parameters();
  }

  /** {@return the number of weights and biases: of all values that an optimizer changes} */
  public long parameterCount() {
    return trainedValues(parameters());
  }

  static long trainedValues(List<Parameter> parameters) {
    return parameters.stream()
        .filter(Parameter::trained)
        .mapToLong(parameter -> parameter.value().size())
        .sum();
  }

  /** {@return the number of values that are saved with the weights but not trained} */
  long statisticCount() {
    long all = parameters().stream().mapToLong(parameter -> parameter.value().size()).sum();
    return all - parameterCount();
  }

  /** {@return the name of the kernels that compute this model: {@code scalar} or {@code vector}} */
  public String kernelName() {
    return Kernels.lookup().name();
  }

  /**
   * Updates what depends on the values of {@link #parameters()}. To be called after they were
   * changed, while no other thread uses the model.
   */
  public void weightsChanged() {
    bound.operators().forEach(BoundOperator::weightsChanged);
  }

  /**
   * {@return a model of the same weights whose outputs are other nodes} Writing to the weights of
   * one changes both, but {@link #weightsChanged()} has to be called on both.
   *
   * @param names names of nodes of this network, at least one
   * @throws IllegalArgumentException if there is no such node
   */
  public Model withOutputs(String... names) {
    Node[] outputs = Arrays.stream(names).map(network()::node).toArray(Node[]::new);
    return new Model(bound.part(network().upTo(outputs)));
  }

  /**
   * {@return a way to predict on other threads than {@link Workers#shared()}}
   *
   * @param workers the threads
   */
  public Predictor predictor(Workers workers) {
    return new Predictor(this, workers);
  }

  /**
   * {@return the outputs of the network} For a classifier these are logits, one row for each input.
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or a value is
   *     not finite
   * @throws IllegalStateException if the network has several inputs or outputs
   */
  public Tensor forward(Tensor inputs) {
    return predictor.forward(inputs);
  }

  /**
   * {@return all outputs of the network, in the order of {@link Network#outputs()}}
   *
   * @param inputs {@code [N, ...]} each, in the order of {@link Network#inputs()}. Not modified.
   * @throws IllegalArgumentException if the shapes are not those of the network's inputs, or a
   *     value is not finite
   */
  public List<Tensor> forward(List<Tensor> inputs) {
    return predictor.forward(inputs);
  }

  /**
   * {@return the probability of each class, {@code [N, classes]}} The softmax of the outputs, or
   * the outputs themselves if the network ends in Softmax or Sigmoid.
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or a value is
   *     not finite
   * @throws IllegalStateException if the network is no classifier
   */
  public Tensor predictProbabilities(Tensor inputs) {
    return predictor.predictProbabilities(inputs);
  }

  /**
   * {@return the most probable class of each input; of equal ones the first} A network that ends in
   * a Sigmoid with one value gives class 1 if that is above 0.5, else class 0.
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or a value is
   *     not finite
   * @throws IllegalStateException if the network is no classifier
   */
  public int[] predict(Tensor inputs) {
    return predictor.predict(inputs);
  }

  /**
   * {@return how well the model classifies samples}
   *
   * @param samples samples with as many classes as the network has outputs
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
    for (Parameter parameter : parameters()) {
      int bytes = parameter.value().size() * Float.BYTES;
      ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asFloatBuffer().put(parameter.value().array(), 0, parameter.value().size());
      digest.update(buffer);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * {@return a model of fewer layers that predicts the same but for rounding} Each {@link
   * io.crema.nn.layer.BatchNorm} directly after a convolution or a {@link io.crema.nn.layer.Dense}
   * is multiplied into their weights and biases, in double, and left out, also in branches. Others
   * stay, and so do the names. This model is not changed, and nothing is shared with it.
   */
  public Model folded() {
    FoldBatchNorm.Folded folded = FoldBatchNorm.of(bound);
    return restore(folded.network(), folded.weights());
  }

  /**
   * {@return a table of the layers: output shape and its bytes for one input, parameters, MFLOP of
   * one forward pass (a multiply and an add count as two), the algorithm of convolutions, and the
   * names of the inputs where they are not the layer above}
   */
  public String summary() {
    return Summary.of(this);
  }

  /**
   * {@return the plans by which the model predicts and trains, as tables: what each step computes,
   * which layers are fused, by which algorithm, and in which array}
   */
  public String explain() {
    return Plan.explain(bound);
  }

  /** {@return the network in one line} */
  @Override
  public String toString() {
    return "Model " + network();
  }
}
