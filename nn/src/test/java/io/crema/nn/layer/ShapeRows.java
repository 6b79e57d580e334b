package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.layer.UpSampling2D.Interpolation;
import java.util.stream.Stream;

/** Layers that move, repeat, add or leave out values. */
final class ShapeRows {

  private ShapeRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new Flatten(), 2, 3, 4),
        row(new Flatten(), 2, 3, 5).batch(1),
        row(new Flatten(), 6),
        row(new UpSampling2D(2), 3, 4, 3),
        row(new UpSampling2D(1), 2, 2, 1).batch(1),
        row(new UpSampling2D(3, 1, Interpolation.NEAREST), 2, 3, 5),
        row(new UpSampling2D(2).bilinear(), 3, 4, 3),
        row(new UpSampling2D(3).bilinear(), 1, 1, 2).batch(1),
        row(new UpSampling2D(1, 2, Interpolation.BILINEAR), 1, 5, 1),
        row(new UpSampling2D(1, 4, Interpolation.BILINEAR), 2, 3, 5),
        row(new UpSampling2D(3, 2, Interpolation.BILINEAR), 5, 1, 1),
        row(new UpSampling2D(5, 3, Interpolation.BILINEAR), 4, 3, 17),
        row(new ZeroPadding2D(1), 3, 4, 2),
        row(new ZeroPadding2D(2, 0, 1, 3), 2, 3, 3),
        row(new ZeroPadding2D(0), 1, 1, 1).batch(1));
  }
}
