package io.crema.nn.train;

import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The penalties and limits of a {@link Regularization} at work on the parameters of one model. */
final class WeightRules {

  /** Output units of a parameter that one thread works on. */
  private static final int UNITS = 64;

  private final Kernels kernels = Kernels.lookup();
  private final List<Penalized> penalized = new ArrayList<>();
  private final List<Limited> limited = new ArrayList<>();
  private final ParallelLoop penaltyLoop;
  private final ParallelLoop limitLoop;
  private float[][] gradients = {};

  /** A range of a parameter's values and the penalty on them. */
  private record Penalized(Parameter parameter, ParameterRange range, Penalty penalty) {}

  /**
   * Some output units of a parameter and the limit on their norms.
   *
   * @param squares work space for all units of the parameter
   */
  private record Limited(Parameter parameter, int first, int end, double limit, double[] squares) {}

  /**
   * Creates the rules.
   *
   * @throws IllegalArgumentException if a node that is named does not exist or has no weights
   */
  WeightRules(Model model, Regularization settings, Workers workers) {
    requireNodes("penalty", model, settings.penalties().keySet(), Parameter::trained);
    requireNodes("maxNorm", model, settings.maxNorms().keySet(), Parameter::decayed);
    for (Node node : model.network().nodes()) {
      for (Parameter parameter : model.parameters(node)) {
        penalize(parameter, settings.penaltyOf(node.name()));
        limit(parameter, settings.maxNormOf(node.name()));
      }
    }
    penaltyLoop = workers.loop((index, slot) -> addGradient(penalized.get(index)));
    limitLoop = workers.loop((index, slot) -> limitNorms(limited.get(index)));
  }

  private static void requireNodes(
      String setting, Model model, Set<String> names, Predicate<Parameter> kind) {
    List<String> known =
        model.network().nodes().stream()
            .filter(node -> model.parameters(node).stream().anyMatch(kind))
            .map(Node::name)
            .toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "%s: expected a node with weights, one of %s, got %s".formatted(setting, known, name));
      }
    }
  }

  private void penalize(Parameter parameter, Penalty penalty) {
    boolean covered = penalty.biases() ? parameter.trained() : parameter.decayed();
    if (covered && !penalty.isNone()) {
      for (ParameterRange range : ParameterRange.of(List.of(parameter))) {
        penalized.add(new Penalized(parameter, range, penalty));
      }
    }
  }

  private void limit(Parameter parameter, double limit) {
    if (!parameter.decayed() || limit == Double.POSITIVE_INFINITY) {
      return;
    }
    int units = units(parameter);
    double[] squares = new double[units];
    for (int first = 0; first < units; first += UNITS) {
      limited.add(new Limited(parameter, first, Math.min(first + UNITS, units), limit, squares));
    }
  }

  /** The last axis of weights is that of the output units. */
  private static int units(Parameter parameter) {
    Shape shape = parameter.value().shape();
    return shape.dim(shape.rank() - 1);
  }

  /** Adds the gradients of the penalties to those of the loss. */
  void addGradients(float[][] sums) {
    if (!penalized.isEmpty()) {
      gradients = sums;
      penaltyLoop.run(penalized.size());
    }
  }

  private void addGradient(Penalized part) {
    kernels.addPenalty(
        part.range().first(),
        part.range().end(),
        part.parameter().value().array(),
        (float) part.penalty().l1(),
        (float) part.penalty().l2(),
        gradients[part.parameter().index()]);
  }

  /** Scales down the weights of output units whose norm is above the limit. */
  void limitNorms() {
    if (!limited.isEmpty()) {
      limitLoop.run(limited.size());
    }
  }

  private void limitNorms(Limited part) {
    int units = part.squares().length;
    kernels.limitNorms(
        part.parameter().value().size() / units,
        units,
        part.first(),
        part.end(),
        part.limit(),
        part.parameter().value().array(),
        part.squares());
  }
}
