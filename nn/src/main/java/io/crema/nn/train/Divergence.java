package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.data.TrainingReader;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.model.Workspace;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds where numbers stopped being finite. */
final class Divergence {

  private static final String NOWHERE =
      "all layers' outputs are finite, but the loss is not: the targets may be at fault";

  private final Model model;
  private final Samples samples;
  private final Workspace workspace;

  private Divergence(Model model, Samples samples, Workspace workspace) {
    this.model = model;
    this.samples = samples;
    this.workspace = workspace;
  }

  /**
   * The first parameter, input or layer with a value that is not finite in a training step, in
   * words. The samples are read as the step read them, and go through the layers in its groups and
   * with its random numbers.
   *
   * @param order numbers of samples. Not modified.
   * @param first where the batch begins in {@code order}
   * @param count samples of the batch
   * @param epochSeed that of the step
   */
  static String locate(
      Model model, Samples samples, int[] order, int first, int count, long epochSeed) {
    BatchCut cut = BatchCut.of(model);
    Workspace workspace = new Workspace(model, Math.min(cut.group(), count));
    workspace.pass().train(zeros(model.parameters()), epochSeed);
    Divergence divergence = new Divergence(model, samples, workspace);
    Reading reading = new TrainingReading(samples, epochSeed);
    String where = divergence.locateParameter();
    for (int part = 0; part < cut.parts(count); part++) {
      int end = cut.first(count, part + 1);
      int at = cut.first(count, part);
      while (where == null && at < end) {
        int groupEnd = cut.groupEnd(count, at, end);
        where = divergence.locate(order, first + at, groupEnd - at, reading);
        at = groupEnd;
      }
    }
    return where == null ? NOWHERE : where;
  }

  /** The same in prediction over all samples, as they are. */
  static String locate(Model model, Samples samples) {
    int[] order = IntStream.range(0, samples.size()).toArray();
    Divergence divergence = new Divergence(model, samples, new Workspace(model, 1));
    String where = divergence.locateParameter();
    for (int at = 0; where == null && at < order.length; at++) {
      where = divergence.locate(order, at, 1, samples::readInput);
    }
    return where == null ? NOWHERE : where;
  }

  /** How an input gets into the buffers. */
  private interface Reading {

    void readInput(int index, float[] to, int offset);
  }

  /** As a step reads them; the targets are of no interest. */
  private static final class TrainingReading implements Reading {

    private final TrainingReader reader;
    private final long epochSeed;
    private final float[] target;

    TrainingReading(Samples samples, long epochSeed) {
      this.reader = samples.trainingReader();
      this.epochSeed = epochSeed;
      this.target = new float[samples.targetShape().size()];
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      reader.read(index, epochSeed, to, offset, target, 0);
    }
  }

  private static float[][] zeros(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> new float[parameter.value().size()])
        .toArray(float[][]::new);
  }

  private @Nullable String locateParameter() {
    for (Parameter parameter : model.parameters()) {
      if (!isFinite(parameter.value())) {
        return "parameter " + parameter.name() + " is not finite";
      }
    }
    return null;
  }

  /** Takes a group of samples through the layers. */
  private @Nullable String locate(int[] order, int first, int group, Reading reading) {
    Tensor input = workspace.input(group);
    int size = input.size() / group;
    for (int i = 0; i < group; i++) {
      int sample = order[first + i];
      reading.readInput(sample, input.array(), i * size);
      if (!isFinite(input.array(), i * size, size)) {
        return input(sample);
      }
    }
    workspace.pass().samples(order, first);
    for (int layer = 0; layer < model.layers().size(); layer++) {
      if (!isFinite(workspace.forwardLayer(layer, group))) {
        return "layer %s is the first whose output is not finite"
            .formatted(model.network().layerName(layer));
      }
    }
    return null;
  }

  private String input(int sample) {
    Tensor plain = Tensor.zeros(samples.inputShape());
    samples.readInput(sample, plain.array(), 0);
    return isFinite(plain)
        ? "the input of sample %d is not finite as training reads it".formatted(sample)
        : "the input of sample %d is not finite".formatted(sample);
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
