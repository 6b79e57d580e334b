package io.crema.benchmarks;

import java.util.Arrays;
import java.util.Optional;

/** The three computations of a layer with weights. */
enum Direction {
  /** Outputs from inputs. */
  FORWARD("forward", "forward"),

  /** Input gradients from output gradients. */
  BACKWARD_DATA("backwardData", "backward data"),

  /** Weight gradients from inputs and output gradients. */
  BACKWARD_WEIGHTS("backwardWeights", "backward weights");

  private final String method;
  private final String label;

  Direction(String method, String label) {
    this.method = method;
    this.label = label;
  }

  /** What a reader sees. */
  String label() {
    return label;
  }

  /** What a result is about; empty if it is not about the arithmetic of a layer. */
  static Optional<Direction> of(JmhResult result) {
    return Arrays.stream(values())
        .filter(d -> !result.gflops().isEmpty() && result.benchmark().endsWith("." + d.method))
        .findFirst();
  }
}
