package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import java.util.stream.Stream;

/** Pooling layers in awkward shapes. */
final class PoolingRows {

  private PoolingRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new MaxPool2D(2), 4, 6, 2).separated(),
        row(new MaxPool2D(2), 5, 7, 3).separated(), // a row and a column are left over
        row(new MaxPool2D(3), 3, 3, 5).separated().batch(1),
        row(new MaxPool2D(1), 1, 1, 4).separated(),
        row(new MaxPool2D(3, 3, 2, 2, Padding.SAME), 5, 4, 3).separated(), // windows overlap
        row(new MaxPool2D(3, 3, 1, 1, Padding.VALID), 4, 5, 1).separated(),
        row(new MaxPool2D(2, 3, 2, 1, Padding.SAME), 3, 4, 17).separated(),
        row(new MaxPool2D(2, 2, 3, 3, Padding.VALID), 6, 6, 2).separated(), // pixels between
        row(new AveragePool2D(2), 4, 6, 2),
        row(new AveragePool2D(2), 5, 7, 3),
        row(new AveragePool2D(3), 3, 3, 5).batch(1),
        row(new AveragePool2D(1), 1, 1, 4),
        row(new AveragePool2D(3, 3, 2, 2, Padding.SAME), 5, 4, 3),
        row(new AveragePool2D(3, 2, 1, 2, Padding.SAME), 4, 5, 17),
        row(new AveragePool2D(2, 2, 3, 3, Padding.VALID), 6, 6, 2),
        row(new AveragePool2D(3).stride(2).same().countingPadding(), 5, 4, 3),
        row(new AveragePool2D(2, 5).stride(1, 3).same().countingPadding(), 3, 4, 17),
        row(new AveragePool2D(2).countingPadding(), 5, 4, 2),
        row(new AveragePool2D(5).same(), 2, 3, 1), // a window larger than the image
        row(new MaxPool2D(5).stride(1).same(), 2, 3, 2).separated(),
        row(new MaxPool2D(1, 4).stride(3, 2).same(), 5, 5, 3).separated(),
        row(new MaxPool2D(3).stride(2).padding(Padding.of(2, 0, 1, 2)), 5, 4, 3).separated(),
        row(new AveragePool2D(3).stride(2).padding(Padding.of(2, 0, 1, 2)), 5, 4, 3),
        row(new AveragePool2D(2, 3).padding(Padding.of(1)).countingPadding(), 3, 4, 2),
        row(new GlobalAveragePool2D(), 3, 5, 4),
        row(new GlobalAveragePool2D(), 1, 1, 3).batch(1),
        row(new GlobalMaxPool2D(), 3, 5, 4).separated(),
        row(new GlobalMaxPool2D(), 2, 2, 17).separated(),
        row(new GlobalMaxPool2D(), 1, 1, 3).separated().batch(1));
  }
}
