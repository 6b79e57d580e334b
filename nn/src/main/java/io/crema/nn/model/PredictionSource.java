package io.crema.nn.model;

import io.crema.core.data.Samples;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import io.crema.nn.plan.Execution;
import java.util.List;

/** Where the inputs of a prediction come from. */
@FunctionalInterface
interface PredictionSource {

  /**
   * Copies some samples into the buffers of an execution.
   *
   * @param first number of the first sample
   * @param count number of samples
   * @param to its input buffers are overwritten
   */
  void load(int first, int count, Execution to);

  /**
   * {@return the rows of tensors}
   *
   * @param names what to call each tensor in messages
   * @param inputs one tensor for each input
   */
  static PredictionSource of(List<String> names, List<Tensor> inputs) {
    return (first, count, to) -> {
      for (int i = 0; i < inputs.size(); i++) {
        Tensor buffer = to.input(i, count);
        int size = buffer.size() / count;
        System.arraycopy(inputs.get(i).array(), first * size, buffer.array(), 0, buffer.size());
        requireFinite(names.get(i), buffer, first);
      }
    };
  }

  private static void requireFinite(String name, Tensor rows, int first) {
    if (Kernels.lookup().isFinite(0, rows.size(), rows.array())) {
      return;
    }
    int size = rows.size() / rows.shape().dim(0);
    for (int i = 0; i < rows.size(); i++) {
      if (!Float.isFinite(rows.array()[i])) {
        throw new IllegalArgumentException(
            "%s: expected finite numbers, got %s in sample %d"
                .formatted(name, rows.array()[i], first + i / size));
      }
    }
  }

  /** {@return samples, which are read by the threads that need them} */
  static PredictionSource of(Samples samples) {
    boolean single = samples.inputShapes().size() == 1;
    return (first, count, to) -> {
      for (int row = 0; row < count; row++) {
        if (single) {
          Tensor buffer = to.input(0, count);
          samples.readInput(first + row, buffer.array(), row * (buffer.size() / count));
        } else {
          loadSeveral(samples, first + row, row, count, to);
        }
      }
      for (int i = 0; i < samples.inputShapes().size(); i++) {
        requireFinite("samples", to.input(i, count), first);
      }
    };
  }

  private static void loadSeveral(Samples samples, int index, int row, int count, Execution to) {
    float[] values = new float[samples.inputShape().size()];
    samples.readInput(index, values, 0);
    int at = 0;
    for (int i = 0; i < samples.inputShapes().size(); i++) {
      Tensor buffer = to.input(i, count);
      int size = buffer.size() / count;
      System.arraycopy(values, at, buffer.array(), row * size, size);
      at += size;
    }
  }
}
