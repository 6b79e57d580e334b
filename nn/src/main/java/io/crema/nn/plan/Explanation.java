package io.crema.nn.plan;

import io.crema.nn.compute.BatchWide;
import io.crema.nn.compute.Described;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Operator;
import io.crema.nn.text.TextTable;
import java.util.Locale;

/** The text of {@link Plan#explain()}. */
final class Explanation {

  private Explanation() {}

  static String of(Plan plan) {
    return title(plan) + table(plan);
  }

  static String table(Plan plan) {
    TextTable table = new TextTable(0, 1, 2, 3);
    table.addRow("step", "computes", "algorithm", "output", "array", "bytes");
    Network network = plan.network();
    for (Node input : network.inputs()) {
      String shape = input.shape().toString();
      table.addRow(input.name(), "input", "", shape, array(plan, input), bytes(input));
    }
    for (Step step : plan.steps()) {
      Node output = network.nodes().get(step.output());
      table.addRow(
          step.nodes().get(0).name(),
          work(network, step),
          algorithm(step),
          output.shape().toString(),
          array(plan, output),
          bytes(output));
    }
    return table.toString();
  }

  private static String title(Plan plan) {
    String purpose =
        switch (plan.purpose()) {
          case PREDICTION -> "prediction, each thread with its own samples";
          case PREDICTION_TOGETHER -> "prediction, threads share the layers of one sample";
          case TRAINING -> "training";
        };
    return String.format(
        Locale.ROOT,
        "plan for %s: %d steps for %d nodes, %d arrays, %,d bytes a sample,"
            + " at most %d samples at a time\n",
        purpose,
        plan.stepCount(),
        plan.network().nodes().size() - plan.network().inputs().size(),
        plan.buffers().lengths().length,
        plan.bytesPerSample(),
        together(plan));
  }

  private static int together(Plan plan) {
    int groups = plan.network().groupSize();
    boolean byGroups =
        plan.purpose() == Purpose.TRAINING && groups > 0 && plan.barriers().isEmpty();
    return byGroups ? groups : plan.samplesTogether();
  }

  private static String work(Network network, Step step) {
    StringBuilder text = new StringBuilder(step.description().toString());
    for (Node node : step.nodes().subList(1, step.nodes().size())) {
      Operator operator = node.operator().orElseThrow();
      text.append(" + ").append(operator);
      if (operator instanceof Add && step.addend().isPresent()) {
        text.append("(%s)".formatted(network.nodes().get(step.addend().getAsInt()).name()));
      }
    }
    return text.toString();
  }

  private static String algorithm(Step step) {
    StringBuilder text = new StringBuilder();
    if (step.operator() instanceof Described described) {
      text.append(described.algorithm());
    }
    if (step.operator() instanceof BatchWide wide && wide.isBatchWide()) {
      text.append("in two passes");
    }
    if (step.masksInput()) {
      text.append(text.isEmpty() ? "" : ", ").append("masks its gradient");
    }
    return text.toString();
  }

  private static String array(Plan plan, Node node) {
    return "#" + plan.buffers().valueSlots()[plan.network().indexOf(node)];
  }

  private static String bytes(Node node) {
    return String.format(Locale.ROOT, "%,d", (long) node.shape().size() * Float.BYTES);
  }
}
