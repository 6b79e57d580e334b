package io.crema.nn.train;

import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.nn.compute.WeightUnits;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The penalties and limits of a {@link Regularization} at work on the parameters of one model. */
final class WeightRules {

  /** Output units of a parameter that one thread works on. */
  private static final int UNITS = 64;

  private final Kernels kernels = Kernels.lookup();
  private final List<Penalized> penalized = new ArrayList<>();
  private final List<Limited> limited = new ArrayList<>();

  /** Work space for all output units of a parameter. */
  private final IdentityHashMap<Parameter, double[]> squares = new IdentityHashMap<>();

  private final ParallelLoop penaltyLoop;
  private final ParallelLoop limitLoop;
  private float[][] gradients = {};

  /** A range of a parameter's values and the penalty on them. */
  private record Penalized(Parameter parameter, ParameterRange range, Penalty penalty) {}

  /** The limit on some output units of a parameter. */
  private record Limited(Parameter parameter, Units units, int first, int end, double limit) {}

  /**
   * Creates the rules.
   *
   * @throws IllegalArgumentException if a node that is named does not exist or has no weights
   */
  WeightRules(Model model, Regularization settings, Workers workers) {
    settings
        .penalties()
        .forEach(
            (name, penalty) ->
                requireNode(
                    "penalty",
                    model,
                    name,
                    penalty.isNone() ? Parameter::trained : penalty::covers));
    settings
        .maxNorms()
        .forEach((name, limit) -> requireNode("maxNorm", model, name, Parameter::decayed));
    List<Node> nodes = model.network().nodes().stream().filter(node -> !node.isInput()).toList();
    for (int i = 0; i < nodes.size(); i++) {
      BoundOperator operator = model.operators().get(i);
      for (Parameter parameter : operator.parameters()) {
        penalize(parameter, settings.penaltyOf(nodes.get(i).name()));
        limit(operator, parameter, settings.maxNormOf(nodes.get(i).name()));
      }
    }
    penaltyLoop = workers.loop((index, slot) -> addGradient(penalized.get(index)));
    limitLoop = workers.loop((index, slot) -> limitNorms(limited.get(index)));
  }

  /** Refuses a node without parameters of a kind: what is said of it would do nothing. */
  private static void requireNode(
      String setting, Model model, String name, Predicate<Parameter> kind) {
    List<String> known =
        model.network().nodes().stream()
            .filter(node -> model.parameters(node).stream().anyMatch(kind))
            .map(Node::name)
            .toList();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "%s: expected a node with weights, one of %s, got %s".formatted(setting, known, name));
    }
  }

  private void penalize(Parameter parameter, Penalty penalty) {
    if (penalty.covers(parameter) && !penalty.isNone()) {
      for (ParameterRange range : ParameterRange.of(List.of(parameter))) {
        penalized.add(new Penalized(parameter, range, penalty));
      }
    }
  }

  /**
   * The output units that the values of weights belong to, {@code [rows, count, length]}.
   *
   * @param count number of units
   * @param length consecutive values of a unit in a row
   */
  private record Units(int count, int length) {

    static Units of(BoundOperator operator, Parameter weights) {
      if (operator instanceof WeightUnits other) {
        return new Units(other.unitCount(), other.unitLength());
      }
      int[] dims = weights.value().shape().dims();
      return new Units(dims[dims.length - 1], 1);
    }
  }

  private void limit(BoundOperator operator, Parameter parameter, double limit) {
    if (!parameter.decayed() || limit == Double.POSITIVE_INFINITY) {
      return;
    }
    Units units = Units.of(operator, parameter);
    squares.put(parameter, new double[units.count() * units.length()]);
    for (int first = 0; first < units.count(); first += UNITS) {
      int end = Math.min(first + UNITS, units.count());
      limited.add(new Limited(parameter, units, first, end, limit));
    }
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
    Units units = part.units();
    kernels.limitNorms(
        part.parameter().value().size() / (units.count() * units.length()),
        units.count(),
        units.length(),
        part.first(),
        part.end(),
        part.limit(),
        part.parameter().value().array(),
        Objects.requireNonNull(squares.get(part.parameter())));
  }
}
