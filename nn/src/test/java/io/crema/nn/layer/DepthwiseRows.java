package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.init.Initializer;
import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** {@link DepthwiseConv2D} in awkward shapes. */
final class DepthwiseRows {

  private DepthwiseRows() {}

  private static DepthwiseConv2D depthwise(
      int height, int width, int strideHeight, int strideWidth, Padding padding) {
    return new DepthwiseConv2D(
        Kernel2D.of(height, width).stride(strideHeight, strideWidth).padding(padding),
        1,
        Initializer.HE_NORMAL,
        true);
  }

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new DepthwiseConv2D(3), 5, 5, 1),
        row(new DepthwiseConv2D(3), 5, 6, 3).batch(1),
        row(new DepthwiseConv2D(3).same(), 4, 4, 2).batch(Grouping.MAX_SAMPLES),
        row(new DepthwiseConv2D(3), 3, 3, 2), // one output pixel
        row(new DepthwiseConv2D(2).same(), 4, 5, 3), // uneven padding
        row(new DepthwiseConv2D(4).same(), 5, 5, 1), // uneven padding
        row(new DepthwiseConv2D(3).same().withoutBias(), 4, 5, 3),
        row(new DepthwiseConv2D(3).same().stride(2), 4, 6, 2), // padding on one side only
        row(new DepthwiseConv2D(3).same().stride(2).withoutBias(), 4, 7, 33),
        row(new DepthwiseConv2D(3).stride(2), 6, 8, 2), // stride does not divide
        row(new DepthwiseConv2D(2).stride(3), 7, 6, 2), // stride above the kernel
        row(new DepthwiseConv2D(1), 3, 4, 5),
        row(new DepthwiseConv2D(1).stride(2), 5, 4, 3),
        row(new DepthwiseConv2D(3).same(), 1, 1, 3),
        row(new DepthwiseConv2D(3).same(), 1, 1, 3).batch(1),
        row(new DepthwiseConv2D(5).same(), 6, 12, 1),
        row(depthwise(1, 3, 1, 1, Padding.VALID), 4, 5, 2),
        row(depthwise(3, 2, 3, 1, Padding.VALID), 8, 3, 1),
        row(depthwise(2, 3, 2, 3, Padding.SAME), 5, 7, 3),
        row(new DepthwiseConv2D(3).same(), 4, 4, 33).batch(1), // more than a vector
        row(new DepthwiseConv2D(3).multiplier(2), 4, 5, 3),
        row(new DepthwiseConv2D(2).multiplier(17).stride(2).withoutBias(), 5, 4, 1),
        row(new DepthwiseConv2D(3).same().multiplier(3), 1, 1, 2).batch(1),
        row(new DepthwiseConv2D(3).same().dilation(2), 6, 7, 3),
        row(new DepthwiseConv2D(3).same().dilation(6), 4, 3, 2), // larger than the image
        row(new DepthwiseConv2D(2).same().dilation(9), 3, 2, 1), // outputs that see padding alone
        row(new DepthwiseConv2D(3).stride(2).dilation(3).padding(Padding.of(2, 0, 1, 5)), 7, 6, 2),
        row(new DepthwiseConv2D(2).padding(Padding.of(3)).multiplier(2), 2, 3, 2));
  }
}
