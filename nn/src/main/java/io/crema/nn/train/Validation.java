package io.crema.nn.train;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Loss and metrics on samples that are not trained on.
 *
 * @param loss mean loss; empty without samples
 * @param metrics metrics by name
 */
record Validation(OptionalDouble loss, Map<String, Double> metrics) {

  static final Validation NONE = new Validation(OptionalDouble.empty(), Map.of());

  static Validation of(
      Model model,
      Predictor predictor,
      TrainingConfig config,
      List<OutputMetric> wanted,
      Samples samples) {
    List<Tensor> outputs = predictor.forwardAll(samples);
    List<Tensor> targets = targets(samples);
    Map<String, Double> metrics = new LinkedHashMap<>();
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      WeightedLoss loss = config.losses().get(i);
      double mean = meanLoss(loss, outputs.get(i), targets.get(i));
      sum += loss.weight() * mean;
      if (outputs.size() > 1) {
        metrics.put(model.network().outputs().get(i).name() + "_loss", mean);
      }
    }
    if (samples instanceof LabelledSamples labelled) {
      metrics.put(Accuracy.NAME, accuracy(labelled, outputs.get(0)));
    }
    for (OutputMetric metric : wanted) {
      int output = position(model.network(), metric.output());
      metrics.put(metric.name(), metric.metric().of(outputs.get(output), targets.get(output)));
    }
    return new Validation(OptionalDouble.of(sum), metrics);
  }

  private static double accuracy(LabelledSamples samples, Tensor outputs) {
    int width = outputs.shape().withoutBatch().size();
    int hits = 0;
    for (int i = 0; i < samples.size(); i++) {
      int label = LabelledSamples.requireLabel(i, samples.label(i), samples.classes());
      hits += Accuracy.largest(outputs.array(), i * width, width) == label ? 1 : 0;
    }
    return (double) hits / samples.size();
  }

  static int position(Network network, String output) {
    return output.isEmpty()
        ? 0
        : network.outputs().stream().map(Node::name).toList().indexOf(output);
  }

  private static double meanLoss(WeightedLoss loss, Tensor outputs, Tensor targets) {
    double[] losses = new double[outputs.shape().dim(0)];
    Tensor gradient = Tensor.zeros(outputs.shape());
    loss.loss().compute(outputs, targets, 1f, losses, 0, gradient);
    double sum = 0;
    for (double each : losses) {
      sum += each;
    }
    return sum / losses.length;
  }

  private static List<Tensor> targets(Samples samples) {
    List<Tensor> targets = new ArrayList<>();
    for (Shape shape : samples.targetShapes()) {
      targets.add(Tensor.zeros(shape.withBatch(samples.size())));
    }
    float[] all = new float[samples.targetShape().size()];
    for (int i = 0; i < samples.size(); i++) {
      samples.readTarget(i, all, 0);
      int at = 0;
      for (Tensor target : targets) {
        int size = target.size() / samples.size();
        System.arraycopy(all, at, target.array(), i * size, size);
        at += size;
      }
    }
    return targets;
  }
}
