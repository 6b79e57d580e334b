package io.crema.nn.model;

import io.crema.nn.layer.Parameter;
import java.util.List;
import java.util.Locale;

/** The table that {@link Model#summary()} gives. */
final class Summary {

  private Summary() {}

  static String of(Model model) {
    Network network = model.network();
    StringBuilder table = new StringBuilder();
    table.append(row("layer", "output shape", "parameters", "MFLOP", "algorithm"));
    table.append(row("input", batch(network.inputShape().toString()), "", "", ""));
    addLayers(model, "", table);
    table.append(row("total", "", grouped(model.parameterCount()), megaflop(network.flops()), ""));
    long statistics = model.statisticCount();
    if (statistics > 0) {
      table.append(row("running statistics", "", grouped(statistics), "", ""));
    }
    return table.toString();
  }

  private static void addLayers(Model model, String indent, StringBuilder table) {
    Network network = model.network();
    for (int i = 0; i < network.layers().size(); i++) {
      String shape = batch(network.outputShape(i).toString());
      if (model.layers().get(i) instanceof Residual.Bound residual) {
        table.append(row(indent + "Residual", shape, "", "", ""));
        addLayers(residual.inside(), indent + "  ", table);
        continue;
      }
      List<Parameter> own = model.layers().get(i).parameters();
      long parameters = Model.trainedValues(own);
      long flops = network.layers().get(i).flops(network.inputShape(i));
      table.append(
          row(
              indent + network.layers().get(i),
              shape,
              parameters == 0 ? "" : grouped(parameters),
              flops == 0 ? "" : megaflop(flops),
              model.layers().get(i).algorithm()));
    }
  }

  private static String batch(String shape) {
    return shape.equals("[]") ? "[N]" : "[N, " + shape.substring(1);
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String megaflop(long flops) {
    return String.format(Locale.ROOT, "%.2f", flops / 1e6);
  }

  private static String row(Object... columns) {
    return String.format(Locale.ROOT, "%-26s %-18s %12s %10s  %s%n", columns)
        .replaceAll(" +(\\R)", "$1");
  }
}
