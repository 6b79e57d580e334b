package io.crema.nn.graph;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Networks as text that other programs draw. */
final class Drawing {

  private Drawing() {}

  static String dot(Network network) {
    StringBuilder text = new StringBuilder("digraph network {\n");
    text.append("  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    text.append("  edge [fontname=\"sans-serif\"];\n");
    UnaryOperator<String> quote =
        label -> "\"" + label.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    for (Node node : network.nodes()) {
      text.append("  n%s [label=".formatted(network.indexOf(node)))
          .append(quote.apply(label(node)).replace("\n", "\\n"))
          .append(node.isInput() || network.outputs().contains(node) ? ", style=rounded" : "")
          .append("];\n");
    }
    for (Node node : network.nodes()) {
      for (Node input : network.inputsOf(node)) {
        text.append(
            "  n%s -> n%s [label=%s];\n"
                .formatted(
                    network.indexOf(input), network.indexOf(node), quote.apply(size(input))));
      }
    }
    return text.append("}\n").toString();
  }

  static String mermaid(Network network) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (Node node : network.nodes()) {
      boolean end = node.isInput() || network.outputs().contains(node);
      text.append(
          "  n%s%s\"%s\"%s\n"
              .formatted(
                  network.indexOf(node), end ? "([" : "[", escaped(label(node)), end ? "])" : "]"));
    }
    for (Node node : network.nodes()) {
      for (Node input : network.inputsOf(node)) {
        text.append(
            "  n%s -- \"%s\" --> n%s\n"
                .formatted(network.indexOf(input), size(input), network.indexOf(node)));
      }
    }
    return text.toString();
  }

  private static String escaped(String label) {
    return label
        .replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br/>");
  }

  private static String label(Node node) {
    String what = node.operator().map(Object::toString).orElse("input " + size(node));
    return node.name() + "\n" + what;
  }

  private static String size(Node node) {
    return Arrays.stream(node.shape().dims())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" x "));
  }
}
