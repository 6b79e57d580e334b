package io.crema.nn.model;

import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the model of {@link Model#folded()}. */
final class Folding {

  private final Model model;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private Network network;

  private Folding(Model model) {
    this.model = model;
    network = Network.input(model.network().inputShape().dims());
  }

  static Model of(Model model) {
    Folding folding = new Folding(model);
    List<Layer> layers = model.network().layers();
    for (int i = 0; i < layers.size(); i++) {
      List<Tensor> values = folding.values(i);
      int kept = i;
      while (model.layers().get(kept).canFold()
          && i + 1 < layers.size()
          && layers.get(i + 1) instanceof BatchNorm norm) {
        i++;
        fold(norm, folding.values(i), values.get(0), values.get(1));
      }
      folding.add(kept, values);
    }
    return Model.restore(folding.network, folding.weights);
  }

  /** Copies of a layer's parameters. */
  private List<Tensor> values(int layer) {
    List<Tensor> values = new ArrayList<>();
    for (Parameter parameter : model.layers().get(layer).parameters()) {
      values.add(parameter.value().copy());
    }
    return values;
  }

  /** Adds a layer, whose name may be another than in the original. */
  private void add(int layer, List<Tensor> values) {
    network = network.add(model.network().layers().get(layer));
    String name = network.layerName(network.layers().size() - 1);
    int oldLength = model.network().layerName(layer).length();
    BoundLayer bound = model.layers().get(layer);
    for (int i = 0; i < values.size(); i++) {
      weights.put(name + bound.parameters().get(i).name().substring(oldLength), values.get(i));
    }
  }

  /**
   * {@code gamma (w x + b - mean) / deviation + beta = (scale w) x + (scale (b - mean) + beta)}
   * with {@code scale = gamma / deviation}.
   *
   * @param weights {@code [..., channels]}. Overwritten.
   * @param bias {@code [channels]}. Overwritten.
   */
  private static void fold(BatchNorm norm, List<Tensor> statistics, Tensor weights, Tensor bias) {
    int channels = bias.size();
    double[] scales = new double[channels];
    float[] gamma = statistics.get(0).array();
    float[] beta = statistics.get(1).array();
    float[] mean = statistics.get(2).array();
    float[] variance = statistics.get(3).array();
    for (int c = 0; c < channels; c++) {
      scales[c] = gamma[c] / Math.sqrt(variance[c] + norm.epsilon());
      double shifted = (double) bias.array()[c] - mean[c];
      bias.array()[c] = (float) (scales[c] * shifted + beta[c]);
    }
    for (int i = 0; i < weights.size(); i++) {
      weights.array()[i] = (float) (scales[i % channels] * weights.array()[i]);
    }
  }
}
