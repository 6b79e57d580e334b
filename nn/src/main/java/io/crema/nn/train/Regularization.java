package io.crema.nn.train;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Penalties and limits on the weights of a network. What is said of a node by its name takes the
 * place of what is said of all.
 *
 * @param penalty penalty on the weights of all other nodes
 * @param penalties penalties by the name of a node
 * @param maxNorm limit on the weights of each output unit of all other nodes; empty for none
 * @param maxNorms such limits by the name of a node, each above 0
 */
public record Regularization(
    Penalty penalty,
    Map<String, Penalty> penalties,
    OptionalDouble maxNorm,
    Map<String, Double> maxNorms) {

  /** No penalties and no limits. */
  public static final Regularization NONE =
      new Regularization(Penalty.NONE, Map.of(), OptionalDouble.empty(), Map.of());

  /**
   * Creates settings.
   *
   * @param penalty penalty on the weights of all other nodes
   * @param penalties penalties by the name of a node. Copied.
   * @param maxNorm limit on the weights of each output unit of all other nodes; empty for none
   * @param maxNorms such limits by the name of a node. Copied.
   * @throws IllegalArgumentException if a limit is not above 0
   */
  public Regularization {
    penalties = Collections.unmodifiableMap(new TreeMap<>(penalties));
    maxNorms = Collections.unmodifiableMap(new TreeMap<>(maxNorms));
    maxNorm.ifPresent(Regularization::requireLimit);
    maxNorms.values().forEach(Regularization::requireLimit);
  }

  private static void requireLimit(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("maxNorm: expected a limit above 0, got " + limit);
    }
  }

  /**
   * {@return this with another penalty on all nodes that have none of their own}
   *
   * @param value the penalty
   */
  public Regularization penalty(Penalty value) {
    return new Regularization(value, penalties, maxNorm, maxNorms);
  }

  /**
   * {@return this with a penalty on one node}
   *
   * @param node name of the node
   * @param value the penalty; {@link Penalty#NONE} for none on this node
   */
  public Regularization penalty(String node, Penalty value) {
    return new Regularization(penalty, with(penalties, node, value), maxNorm, maxNorms);
  }

  /**
   * {@return this with another limit for all nodes that have none of their own}
   *
   * @param limit above 0
   */
  public Regularization maxNorm(double limit) {
    return new Regularization(penalty, penalties, OptionalDouble.of(limit), maxNorms);
  }

  /**
   * {@return this with a limit for one node}
   *
   * @param node name of the node
   * @param limit above 0; infinity for none for this node
   */
  public Regularization maxNorm(String node, double limit) {
    return new Regularization(penalty, penalties, maxNorm, with(maxNorms, node, limit));
  }

  private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
    Map<String, T> more = new TreeMap<>(map);
    more.put(name, value);
    return more;
  }

  Penalty penaltyOf(String node) {
    return penalties.getOrDefault(node, penalty);
  }

  double maxNormOf(String node) {
    return maxNorms.getOrDefault(node, maxNorm.orElse(Double.POSITIVE_INFINITY));
  }
}
