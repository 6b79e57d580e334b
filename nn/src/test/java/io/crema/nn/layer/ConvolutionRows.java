package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.init.Initializer;
import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** {@link Conv2D} in awkward shapes. */
final class ConvolutionRows {

  private ConvolutionRows() {}

  private static Conv2D conv(
      int filters, int height, int width, int strideHeight, int strideWidth, Padding padding) {
    return new Conv2D(
        filters, height, width, strideHeight, strideWidth, padding, Initializer.HE_NORMAL, true);
  }

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new Conv2D(2, 3), 5, 5, 1),
        row(new Conv2D(2, 3), 5, 5, 1).batch(1),
        row(new Conv2D(2, 3), 5, 5, 1).batch(Grouping.MAX_SAMPLES),
        row(new Conv2D(4, 3), 3, 3, 2), // one output pixel
        row(new Conv2D(3, 3).same(), 5, 6, 2),
        row(new Conv2D(3, 3).same(), 7, 6, 5),
        row(new Conv2D(3, 3).same().withoutBias(), 5, 4, 2),
        row(new Conv2D(3, 2).same(), 4, 5, 3), // uneven padding
        row(new Conv2D(3, 2).same().withoutBias(), 4, 5, 3),
        row(new Conv2D(2, 4).same(), 5, 5, 1), // uneven padding
        row(new Conv2D(3, 3).same().stride(2), 4, 6, 2), // padding on one side only
        row(new Conv2D(2, 3).stride(2), 6, 8, 2), // stride does not divide
        row(new Conv2D(2, 2).stride(3), 7, 6, 2), // stride above the kernel
        row(new Conv2D(5, 1), 3, 4, 3),
        row(new Conv2D(5, 1).withoutBias(), 3, 4, 3),
        row(new Conv2D(5, 1).stride(2), 5, 4, 3),
        row(new Conv2D(5, 1).withoutBias().stride(2), 5, 4, 3).batch(1),
        row(new Conv2D(4, 1), 1, 1, 3),
        row(new Conv2D(4, 3).same(), 1, 1, 3),
        row(new Conv2D(4, 3).same(), 1, 1, 3).batch(1),
        row(new Conv2D(2, 5).same(), 6, 6, 2),
        row(conv(3, 1, 3, 1, 1, Padding.VALID), 4, 5, 2),
        row(conv(3, 5, 2, 1, 1, Padding.SAME), 5, 4, 2),
        row(conv(3, 5, 2, 1, 2, Padding.SAME), 5, 4, 2),
        row(conv(2, 2, 3, 2, 3, Padding.SAME), 5, 7, 3),
        row(conv(2, 3, 2, 3, 1, Padding.VALID), 8, 3, 1),
        row(new Conv2D(5, 3), 4, 4, 7), // odd channels
        row(new Conv2D(33, 2), 3, 2, 17), // more than a vector of both
        row(new Conv2D(16, 3).same(), 4, 4, 8).batch(1),
        row(new Conv2D(16, 3).same(), 12, 11, 8).batch(1));
  }
}
