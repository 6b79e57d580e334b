package io.crema.examples.shapes;

import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Metric;

/**
 * The mean over the channels of how well marked pixels are found: of those that the output or the
 * target marks, with more than one half, the share that both mark. A channel that neither marks
 * counts as 1.
 */
public record IntersectionOverUnion() implements Metric {

  @Override
  public String name() {
    return "iou";
  }

  @Override
  public double of(Tensor outputs, Tensor targets) {
    int channels = outputs.shape().dim(outputs.shape().rank() - 1);
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += ofChannel(outputs, targets, channel, channels);
    }
    return sum / channels;
  }

  private static double ofChannel(Tensor outputs, Tensor targets, int channel, int channels) {
    int both = 0;
    int either = 0;
    for (int i = channel; i < outputs.size(); i += channels) {
      boolean found = outputs.array()[i] > 0.5f;
      boolean marked = targets.array()[i] > 0.5f;
      both += found && marked ? 1 : 0;
      either += found || marked ? 1 : 0;
    }
    return either == 0 ? 1 : (double) both / either;
  }
}
