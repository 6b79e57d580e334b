package io.crema.nn.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The position of each node in the blocks around it. Blocks are read from names: the node {@code
 * residual_1.dense_2} is in the block {@code residual_1}, and a block counts as one among its
 * neighbors. So a model that is loaded draws the random numbers of the one that was saved.
 */
final class Paths {

  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private Paths() {}

  static int[][] of(List<Node> nodes) {
    Paths paths = new Paths();
    int[][] all = new int[nodes.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = nodes.get(i).isInput() ? new int[] {0} : paths.of(nodes.get(i).name());
    }
    return all;
  }

  private int[] of(String name) {
    List<Integer> path = new ArrayList<>();
    String block = "";
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      String inner = name.substring(0, dot + 1);
      path.add(position(block, inner));
      block = inner;
    }
    path.add(position(block, name));
    return path.stream().mapToInt(Integer::intValue).toArray();
  }

  private int position(String block, String member) {
    return positions.computeIfAbsent(member, each -> counts.merge(block, 1, Integer::sum) - 1);
  }
}
