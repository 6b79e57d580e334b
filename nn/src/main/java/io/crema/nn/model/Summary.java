package io.crema.nn.model;

import io.crema.nn.compute.Described;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.text.TextTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of {@link Model#summary()}. */
final class Summary {

  private final Model model;
  private final Network network;
  private final TextTable table = new TextTable(0, 1, 5);
  private final Set<String> blocks = new HashSet<>();

  /** Nodes whose names are needed to read other lines. */
  private final Set<Node> referred = new HashSet<>();

  private Summary(Model model) {
    this.model = model;
    this.network = model.network();
  }

  static String of(Model model) {
    return new Summary(model).table();
  }

  private String table() {
    row("layer", "output shape", "bytes", "parameters", "MFLOP", "algorithm");
    List<Node> nodes = network.nodes();
    for (int i = 1; i < nodes.size(); i++) {
      if (!from(nodes.get(i), nodes.get(i - 1)).isEmpty()) {
        referred.addAll(network.inputsOf(nodes.get(i)));
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).isInput()) {
        row(nodes.get(i).name(), shape(nodes.get(i)), bytes(nodes.get(i)), "", "", "");
      } else {
        addBlocks(nodes.get(i).name());
        addNode(nodes.get(i), i == 0 ? nodes.get(i) : nodes.get(i - 1));
      }
    }
    row(
        "total",
        "",
        grouped(network.activationBytes()),
        grouped(model.parameterCount()),
        megaflop(network.flops()),
        "");
    if (model.statisticCount() > 0) {
      row("running statistics", "", "", grouped(model.statisticCount()), "", "");
    }
    return table.toString();
  }

  /** Begins the blocks that a name is the first in. */
  private void addBlocks(String name) {
    int depth = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      String block = name.substring(0, dot);
      if (blocks.add(block)) {
        row("  ".repeat(depth) + block.substring(block.lastIndexOf('.') + 1), "", "", "", "", "");
      }
      depth++;
    }
  }

  private void addNode(Node node, Node above) {
    long depth = node.name().chars().filter(c -> c == '.').count();
    String what = node.operator().map(Object::toString).orElse("");
    String own = isNameShown(node) ? lastPart(node.name()) + ": " + what : what;
    long parameters = Model.trainedValues(model.parameters(node));
    long flops = network.flops(node);
    row(
        "  ".repeat((int) depth) + own + from(node, above),
        shape(node),
        bytes(node),
        parameters == 0 ? "" : grouped(parameters),
        flops == 0 ? "" : megaflop(flops),
        model.bound().operator(node) instanceof Described described ? described.algorithm() : "");
  }

  /** Whether the name says more than the type, or another line refers to it. */
  private boolean isNameShown(Node node) {
    String type = node.operator().map(operator -> operator.type().replace('.', '_')).orElse("");
    boolean automatic = lastPart(node.name()).matches(Pattern.quote(type) + "_\\d+");
    return !automatic || referred.contains(node);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The inputs of a node, where they are not the node in the line above. */
  private String from(Node node, Node above) {
    List<Node> inputs = network.inputsOf(node);
    if (node.isInput() || (inputs.size() == 1 && inputs.get(0).equals(above))) {
      return "";
    }
    return inputs.stream().map(Node::name).collect(Collectors.joining(", ", " of ", ""));
  }

  private static String shape(Node node) {
    String shape = node.shape().toString();
    return shape.equals("[]") ? "[N]" : "[N, " + shape.substring(1);
  }

  private static String bytes(Node node) {
    return grouped((long) node.shape().size() * Float.BYTES);
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String megaflop(long flops) {
    return String.format(Locale.ROOT, "%.2f", flops / 1e6);
  }

  private void row(String... columns) {
    table.addRow(columns);
  }
}
