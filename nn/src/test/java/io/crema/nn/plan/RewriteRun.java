package io.crema.nn.plan;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.model.Model;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of a network after some rewrites, as text. */
final class RewriteRun {

  private RewriteRun() {}

  /**
   * {@return each step: its nodes, such as {@code conv2d_1 + add_1 of input}, and what else it
   * does}
   *
   * @param network the network
   * @param purpose what the plan is for
   * @param rewrites applied in order
   */
  static List<String> steps(Network network, Purpose purpose, Rewrite... rewrites) {
    BoundNetwork bound = new BoundNetwork(network, Model.initialize(network, 1).operators());
    Draft draft = Draft.of(bound, purpose);
    for (Rewrite rewrite : rewrites) {
      draft = rewrite.apply(draft);
    }
    return draft.steps().stream().map(step -> text(network, step)).toList();
  }

  private static String text(Network network, Step step) {
    StringBuilder text = new StringBuilder();
    text.append(step.nodes().stream().map(Node::name).collect(Collectors.joining(" + ")));
    step.addend().ifPresent(value -> text.append(" of ").append(network.nodes().get(value).name()));
    text.append(step.rectifies() ? ", rectifies" : "");
    text.append(step.pools() ? ", pools" : "");
    text.append(step.masksInput() ? ", masks its input" : "");
    text.append(step.rectifierMasked() ? ", is masked" : "");
    return text.toString();
  }
}
