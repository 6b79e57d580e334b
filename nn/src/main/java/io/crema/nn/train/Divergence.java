package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.model.Workspace;
import java.util.List;
import java.util.stream.IntStream;

/** Finds where numbers stopped being finite. */
final class Divergence {

  private static final String NOWHERE =
      "all layers' outputs are finite, but the loss is not: the targets may be at fault";

  private Divergence() {}

  /**
   * The first parameter, input or layer with a value that is not finite in training on a batch, in
   * words.
   */
  static String locate(Model model, Samples samples, int[] order, int first, int count) {
    if (model.network().groupSize() == 0) {
      return locate(model, samples, order, first, count, new Workspace(model, 1), 1);
    }
    BatchCut cut = BatchCut.of(model);
    Workspace workspace = new Workspace(model, cut.group());
    workspace.pass().train(zeros(model.parameters()), 0);
    for (int at = 0; at < count; ) {
      int end = cut.groupEnd(count, at, count);
      workspace.pass().samples(order, first + at);
      String where = locate(model, samples, order, first + at, end - at, workspace, end - at);
      if (!where.equals(NOWHERE)) {
        return where;
      }
      at = end;
    }
    return NOWHERE;
  }

  /** The same in prediction over all samples. */
  static String locate(Model model, Samples samples) {
    int[] order = IntStream.range(0, samples.size()).toArray();
    return locate(model, samples, order, 0, order.length, new Workspace(model, 1), 1);
  }

  private static float[][] zeros(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> new float[parameter.value().size()])
        .toArray(float[][]::new);
  }

  /** Takes samples through the layers, {@code group} at a time. */
  private static String locate(
      Model model,
      Samples samples,
      int[] order,
      int first,
      int count,
      Workspace workspace,
      int group) {
    for (Parameter parameter : model.parameters()) {
      if (!isFinite(parameter.value())) {
        return "parameter " + parameter.name() + " is not finite";
      }
    }
    Tensor input = workspace.input(group);
    int size = input.size() / group;
    for (int at = first; at < first + count; at += group) {
      for (int i = 0; i < group; i++) {
        samples.readInput(order[at + i], input.array(), i * size);
        if (!isFinite(input.array(), i * size, size)) {
          return "the input of sample " + order[at + i] + " is not finite";
        }
      }
      workspace.forward(group);
      for (int layer = 0; layer < model.layers().size(); layer++) {
        if (!isFinite(workspace.output(layer, group))) {
          return "layer %s is the first whose output is not finite"
              .formatted(model.network().layerName(layer));
        }
      }
    }
    return NOWHERE;
  }

  static boolean isFinite(Tensor tensor) {
    return isFinite(tensor.array(), 0, tensor.size());
  }

  private static boolean isFinite(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }
}
