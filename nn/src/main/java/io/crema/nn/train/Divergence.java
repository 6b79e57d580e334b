package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.data.TrainingReader;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.Execution;
import io.crema.nn.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds where numbers stopped being finite. */
final class Divergence {

  private static final Place NOWHERE =
      new Place(
          "all layers' outputs are finite, but the loss is not: the targets may be at fault",
          false);

  private final Model model;
  private final Samples samples;
  private final Plan plan;
  private final Execution execution;

  private Divergence(Model model, Samples samples, int group) {
    this.model = model;
    this.samples = samples;
    plan = Plan.nodeByNode(new BoundNetwork(model.network(), model.operators()));
    execution = new Execution(plan, group);
  }

  /**
   * Where numbers stopped being finite.
   *
   * @param text the place in words
   * @param inData whether a sample is at fault and not the training
   */
  record Place(String text, boolean inData) {}

  /**
   * The first parameter, input or layer with a value that is not finite in a training step. The
   * samples are read as the step read them, and go through the layers in its groups and with its
   * random numbers.
   */
  static Place locate(Model model, Batch batch) {
    Plan plan = Plan.nodeByNode(new BoundNetwork(model.network(), model.operators()));
    BatchCut cut =
        BatchCut.of(
            model.network().groupSize(), !plan.barriers().isEmpty(), plan.samplesTogether());
    int count = batch.count();
    Divergence divergence = new Divergence(model, batch.samples(), Math.min(cut.group(), count));
    divergence.execution.control().train(zeros(model.parameters()), batch.epochSeed());
    Reading reading = new TrainingReading(batch.samples(), batch.epochSeed());
    Optional<Place> place = divergence.locateParameter();
    for (int part = 0; part < cut.parts(count); part++) {
      int end = cut.first(count, part + 1);
      int at = cut.first(count, part);
      while (place.isEmpty() && at < end) {
        int groupEnd = cut.groupEnd(count, at, end);
        place = divergence.locate(batch.order(), batch.first() + at, groupEnd - at, reading);
        at = groupEnd;
      }
    }
    return place.orElse(NOWHERE);
  }

  /** The same in prediction over all samples, as they are. */
  static Place locate(Model model, Samples samples) {
    int[] order = IntStream.range(0, samples.size()).toArray();
    Divergence divergence = new Divergence(model, samples, 1);
    Optional<Place> place = divergence.locateParameter();
    for (int at = 0; place.isEmpty() && at < order.length; at++) {
      place = divergence.locate(order, at, 1, samples::readInput);
    }
    return place.orElse(NOWHERE);
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

  private Optional<Place> locateParameter() {
    for (Parameter parameter : model.parameters()) {
      if (!parameter.value().isFinite()) {
        return Optional.of(new Place("parameter " + parameter.name() + " is not finite", false));
      }
    }
    return Optional.empty();
  }

  /** Takes a group of samples through the layers. */
  private Optional<Place> locate(int[] order, int first, int group, Reading reading) {
    float[] input = new float[samples.inputShape().size()];
    for (int row = 0; row < group; row++) {
      int sample = order[first + row];
      reading.readInput(sample, input, 0);
      if (!Tensor.isFinite(input, 0, input.length)) {
        return Optional.of(new Place(input(sample), true));
      }
      store(input, row, group);
    }
    execution.control().samples(order, first);
    for (int step = 0; step < plan.stepCount(); step++) {
      if (plan.barriers().contains(step)) {
        execution.gatherForward(step, group);
        execution.batchWide(step).combineForward(List.of(execution.control()));
      }
      execution.forward(step, step + 1, group);
      if (!execution.stepOutput(step, group).isFinite()) {
        return Optional.of(
            new Place(
                "layer %s is the first whose output is not finite"
                    .formatted(execution.stepName(step)),
                false));
      }
    }
    return Optional.empty();
  }

  private void store(float[] input, int row, int group) {
    int at = 0;
    List<Shape> shapes = samples.inputShapes();
    for (int i = 0; i < shapes.size(); i++) {
      int size = shapes.get(i).size();
      System.arraycopy(input, at, execution.input(i, group).array(), row * size, size);
      at += size;
    }
  }

  private String input(int sample) {
    Tensor plain = Tensor.zeros(samples.inputShape());
    samples.readInput(sample, plain.array(), 0);
    return plain.isFinite()
        ? "the input of sample %d is not finite as training reads it".formatted(sample)
        : "the input of sample %d is not finite".formatted(sample);
  }
}
