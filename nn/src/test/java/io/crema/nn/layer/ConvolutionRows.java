package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.init.Initializer;
import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** {@link Conv2D} and {@link Conv2DTranspose} in awkward shapes. */
final class ConvolutionRows {

  private ConvolutionRows() {}

  private static Conv2D conv(
      int filters, int height, int width, int strideHeight, int strideWidth, Padding padding) {
    return new Conv2D(
        filters,
        Kernel2D.of(height, width).stride(strideHeight, strideWidth).padding(padding),
        1,
        Initializer.HE_NORMAL,
        true);
  }

  static Stream<LayerRow> rows() {
    return Stream.of(plain(), dilated(), padded(), grouped(), transposed()).flatMap(all -> all);
  }

  private static Stream<LayerRow> dilated() {
    return Stream.of(
        row(new Conv2D(3, 3).dilation(2), 7, 6, 2),
        row(new Conv2D(2, 3).same().dilation(5), 4, 3, 2), // larger than the image
        row(new Conv2D(2, 2).same().dilation(9), 3, 2, 1), // outputs that see padding alone
        row(new Conv2D(2, 3).dilation(2).stride(2), 9, 8, 3),
        row(new Conv2D(17, Kernel2D.of(2, 3).dilation(3, 1)), 6, 5, 33),
        row(new Conv2D(2, Kernel2D.of(3, 2).stride(4, 3).dilation(2, 6).same()), 9, 8, 2),
        row(new Conv2D(3, 3).same().dilation(2), 1, 1, 3).batch(1));
  }

  private static Stream<LayerRow> padded() {
    return Stream.of(
        row(new Conv2D(3, 3).padding(Padding.of(1)), 4, 5, 2),
        row(new Conv2D(3, 3).padding(Padding.of(1, 2, 0, 3)).stride(2), 4, 5, 2),
        row(new Conv2D(2, 2).padding(Padding.of(4, 0, 0, 5)), 3, 2, 3), // wider than the kernel
        row(new Conv2D(17, 1).padding(Padding.of(1)).withoutBias(), 1, 1, 3).batch(1));
  }

  private static Stream<LayerRow> grouped() {
    return Stream.of(
        row(new Conv2D(6, 3).groups(2).same(), 4, 5, 4),
        row(new Conv2D(5, 3).groups(5), 4, 5, 5), // groups = channels
        row(new Conv2D(6, 2).groups(3).withoutBias(), 4, 3, 3),
        row(new Conv2D(34, 1).groups(2), 3, 2, 36),
        row(new Conv2D(6, 3).groups(3).stride(2).dilation(2).same(), 6, 7, 6),
        row(new Conv2D(4, 3).groups(2).same(), 1, 1, 2).batch(1));
  }

  private static Stream<LayerRow> transposed() {
    return Stream.of(
        row(new Conv2DTranspose(3, 3), 4, 5, 2),
        row(new Conv2DTranspose(3, 3).stride(2).same(), 4, 3, 2),
        row(new Conv2DTranspose(3, 2).stride(2), 3, 4, 5),
        row(new Conv2DTranspose(2, 2).stride(3).outputPadding(1), 3, 2, 2), // stride above kernel
        row(new Conv2DTranspose(2, 3).stride(2).padding(Padding.of(1)).outputPadding(1), 3, 4, 3),
        row(
            new Conv2DTranspose(2, 3).stride(3).dilation(2).padding(Padding.of(0, 1, 2, 0)),
            3,
            2,
            3),
        row(
            new Conv2DTranspose(4, Kernel2D.of(3, 4).stride(2, 1)).groups(2).withoutBias(),
            2,
            3,
            6),
        row(new Conv2DTranspose(18, 3).stride(2).same(), 2, 2, 33),
        row(new Conv2DTranspose(2, 3).same(), 1, 1, 1).batch(1),
        row(new Conv2DTranspose(16, 3).same(), 8, 8, 32).batch(1));
  }

  private static Stream<LayerRow> plain() {
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
