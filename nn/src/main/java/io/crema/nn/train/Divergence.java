package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.model.Workspace;
import java.util.stream.IntStream;

/** Finds where numbers stopped being finite. */
final class Divergence {

  private Divergence() {}

  /** The first parameter, input or layer with a value that is not finite, in words. */
  static String locate(Model model, Samples samples, int[] order, int first, int count) {
    for (Parameter parameter : model.parameters()) {
      if (!isFinite(parameter.value())) {
        return "parameter " + parameter.name() + " is not finite";
      }
    }
    Workspace workspace = new Workspace(model);
    Tensor input = workspace.input(1);
    for (int i = first; i < first + count; i++) {
      samples.readInput(order[i], input.array(), 0);
      if (!isFinite(input)) {
        return "the input of sample " + order[i] + " is not finite";
      }
      workspace.forward(1);
      for (int layer = 0; layer < model.layers().size(); layer++) {
        if (!isFinite(workspace.output(layer, 1))) {
          return "layer %s is the first whose output is not finite"
              .formatted(model.network().layerName(layer));
        }
      }
    }
    return "all layers' outputs are finite, but the loss is not: the targets may be at fault";
  }

  /** The same over all samples. */
  static String locate(Model model, Samples samples) {
    int[] order = IntStream.range(0, samples.size()).toArray();
    return locate(model, samples, order, 0, order.length);
  }

  static boolean isFinite(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Float.isFinite(tensor.array()[i])) {
        return false;
      }
    }
    return true;
  }
}
