package io.crema.nn.train;

import io.crema.core.data.TrainingReader;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.plan.Execution;
import io.crema.nn.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The buffers in which one group of samples at a time goes through a network, and its targets. */
final class Lane {

  private final Execution execution;
  private final List<Shape> inputShapes;
  private final List<Shape> targetShapes;

  /** For each output, the targets of 1, 2, ... samples over one array. */
  private final List<List<Tensor>> targets = new ArrayList<>();

  /** The values of one sample before they go to several inputs or targets. */
  private final float[] inputStage;

  private final float[] targetStage;
  private int first;
  private int count;

  Lane(Plan plan, List<Shape> inputShapes, List<Shape> targetShapes, int samples) {
    execution = new Execution(plan, samples);
    this.inputShapes = inputShapes;
    this.targetShapes = targetShapes;
    for (Shape shape : targetShapes) {
      float[] array = new float[Math.multiplyExact(samples, shape.size())];
      List<Tensor> views = new ArrayList<>();
      for (int n = 1; n <= samples; n++) {
        views.add(Tensor.over(shape.withBatch(n), array));
      }
      targets.add(List.copyOf(views));
    }
    inputStage = stage(inputShapes);
    targetStage = stage(targetShapes);
  }

  private static float[] stage(List<Shape> shapes) {
    int several = shapes.size() == 1 ? 0 : shapes.stream().mapToInt(Shape::size).sum();
    return new float[several];
  }

  Execution execution() {
    return execution;
  }

  /** {@return number of the group's first sample in its batch} */
  int first() {
    return first;
  }

  /** {@return samples of the group} */
  int count() {
    return count;
  }

  /** Reads a group of samples. */
  void load(TrainingReader reader, Batch batch, int at, int group) {
    first = at;
    count = group;
    execution.control().samples(batch.order(), batch.first() + at);
    Tensor input = execution.input(0, group);
    Tensor target = targets.get(0).get(group - 1);
    boolean oneInput = inputStage.length == 0;
    boolean oneTarget = targetStage.length == 0;
    for (int i = 0; i < group; i++) {
      reader.read(
          batch.order()[batch.first() + at + i],
          batch.epochSeed(),
          oneInput ? input.array() : inputStage,
          oneInput ? i * inputShapes.get(0).size() : 0,
          oneTarget ? target.array() : targetStage,
          oneTarget ? i * targetShapes.get(0).size() : 0);
      if (!oneInput) {
        unstageInputs(i, group);
      }
      if (!oneTarget) {
        unstageTargets(i, group);
      }
    }
  }

  private void unstageInputs(int row, int group) {
    int at = 0;
    for (int i = 0; i < inputShapes.size(); i++) {
      int size = inputShapes.get(i).size();
      System.arraycopy(inputStage, at, execution.input(i, group).array(), row * size, size);
      at += size;
    }
  }

  private void unstageTargets(int row, int group) {
    int at = 0;
    for (int i = 0; i < targetShapes.size(); i++) {
      int size = targetShapes.get(i).size();
      float[] to = targets.get(i).get(group - 1).array();
      System.arraycopy(targetStage, at, to, row * size, size);
      at += size;
    }
  }

  /** Computes the losses of the group and the gradients by the outputs. */
  void losses(List<WeightedLoss> losses, int batchSize, OutputScores[] scores) {
    for (int i = 0; i < scores.length; i++) {
      Tensor outputs = execution.output(i, count);
      Tensor wanted = targets.get(i).get(count - 1);
      WeightedLoss loss = losses.get(i);
      float scale = (float) loss.weight() / batchSize;
      loss.loss()
          .compute(
              outputs,
              wanted,
              scale,
              scores[i].losses(),
              first,
              execution.outputGradient(i, count));
      score(outputs, wanted, scores[i]);
    }
  }

  private void score(Tensor outputs, Tensor wanted, OutputScores scores) {
    int width = outputs.size() / count;
    if (wanted.size() != outputs.size()) {
      return;
    }
    for (int i = 0; i < count; i++) {
      scores.hits()[first + i] =
          Accuracy.largest(outputs.array(), i * width, width)
              == Accuracy.largest(wanted.array(), i * width, width);
    }
  }
}
