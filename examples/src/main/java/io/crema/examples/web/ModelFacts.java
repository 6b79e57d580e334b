package io.crema.examples.web;

import io.crema.core.tensor.Shape;
import io.crema.examples.reader.PictureModel;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the loaded model is.
 *
 * @param name what to call it
 * @param network the name of its network
 * @param parameters the number of weights and biases
 * @param layers its layers, in order
 * @param weightsSha256 of all weights
 * @param training how it was trained
 * @param kernels what computes it
 * @param threads how many compute it
 * @param java the version of Java
 * @param version the version of the program
 * @param classes the names of its classes
 * @param reads {@code digits} if pictures are searched for digits, else {@code classes}
 * @param input the shape of an input: height, width, channels
 * @param explains whether its answers can be explained
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record ModelFacts(
    String name,
    String network,
    long parameters,
    List<LayerFacts> layers,
    String weightsSha256,
    Map<String, String> training,
    String kernels,
    int threads,
    String java,
    String version,
    List<String> classes,
    String reads,
    int[] input,
    boolean explains) {

  /**
   * A layer.
   *
   * @param layer what it is
   * @param output the shape of one output, such as {@code 26 x 26 x 64}
   * @param parameters the number of its weights and biases
   */
  record LayerFacts(String layer, String output, long parameters) {}

  static ModelFacts of(Site site, ServedModel served, int threads) {
    PictureModel pictures = served.model();
    Model model = pictures.model();
    Map<String, String> record = pictures.saved().record().values();
    return new ModelFacts(
        pictures.name(),
        record.getOrDefault("network", "of its own"),
        model.parameterCount(),
        layers(model),
        model.weightsSha256(),
        record,
        model.kernelName(),
        threads,
        Runtime.version().toString(),
        site.version(),
        pictures.classNames(),
        pictures.readsDigits() ? "digits" : "classes",
        pictures.inputShape().dims(),
        pictures.readsDigits() || new ClassExplainer(served).canExplain());
  }

  private static List<LayerFacts> layers(Model model) {
    List<LayerFacts> layers = new ArrayList<>();
    for (Node node : model.network().nodes()) {
      node.operator().ifPresent(operator -> layers.add(layer(model, node, operator)));
    }
    return layers;
  }

  private static LayerFacts layer(Model model, Node node, Operator operator) {
    List<Parameter> own = model.parameters(node);
    return new LayerFacts(
        operator.toString(),
        inWords(node.shape()),
        own.stream().mapToLong(parameter -> parameter.value().size()).sum());
  }

  private static String inWords(Shape shape) {
    return Arrays.stream(shape.dims())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" x "));
  }
}
