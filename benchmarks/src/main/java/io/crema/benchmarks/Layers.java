package io.crema.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one run about layers, all with the same kernels, batch and threads.
 *
 * @param setting what they have in common
 * @param results by name of the layer, in the order of the file, then by direction
 */
record Layers(Setting setting, Map<String, Map<Direction, JmhResult>> results) {

  /** The parameters that are no property of the layer, as they stand in the file. */
  record Setting(String kernels, String batch, String threads) {

    static Setting of(JmhResult result) {
      return new Setting(result.param("kernels"), result.param("batch"), result.param("threads"));
    }

    /** Such as {@code vector kernels, batch 128, 2 threads}. */
    @Override
    public String toString() {
      return "%s kernels, batch %s, %s".formatted(kernels, batch, threads(threads));
    }

    /** A number of threads in words. */
    static String threads(String count) {
      return count.equals("1") ? "1 thread" : count + " threads";
    }
  }

  /** The results of a run by setting, in the order of the file. */
  static List<Layers> of(List<JmhResult> results) {
    Map<Setting, Layers> bySetting = new LinkedHashMap<>();
    for (JmhResult result : results) {
      Optional<Direction> direction = Direction.of(result);
      if (direction.isPresent()) {
        bySetting
            .computeIfAbsent(Setting.of(result), s -> new Layers(s, new LinkedHashMap<>()))
            .results
            .computeIfAbsent(name(result), name -> new EnumMap<>(Direction.class))
            .put(direction.get(), result);
      }
    }
    return new ArrayList<>(bySetting.values());
  }

  private static String name(JmhResult result) {
    String shape = result.param("shape");
    return result.benchmark().startsWith("DenseLayer.") ? "dense " + shape : shape;
  }
}
