package io.crema.nn.graph;

import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Operator;
import java.util.List;

/** The groups of samples that the operators of a network ask for. */
final class Groups {

  private Groups() {}

  /** {@return their size, or 0 if no operator asks for groups} */
  static int of(List<Node> nodes) {
    int groups = 0;
    String first = "";
    for (Node node : nodes) {
      int wanted = node.operator().map(Operator::groupSize).orElse(0);
      if (wanted > 0 && groups > 0 && wanted != groups) {
        throw new IllegalArgumentException(
            "%s: expected %s as in %s before it, got %s"
                .formatted(node, inWords(groups), first, inWords(wanted)));
      }
      if (wanted > 0 && groups == 0) {
        groups = wanted;
        first = node.name();
      }
    }
    return groups;
  }

  private static String inWords(int groupSize) {
    return groupSize == BatchNorm.WHOLE_BATCH
        ? "whole batches"
        : "groups of %d samples".formatted(groupSize);
  }
}
