package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.layer.UpSampling2D.Interpolation;
import java.util.List;
import java.util.stream.Stream;

/** Layers that move, repeat, add or leave out values. */
final class ShapeRows {

  private ShapeRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(sizes(), orders(), constants()).flatMap(rows -> rows);
  }

  private static Stream<LayerRow> constants() {
    return Stream.of(
        row(new Rescaling(1 / 127.5, -1), 3, 4, 3),
        row(new Rescaling(-2.5, 0), 1).batch(1),
        row(new Rescaling(List.of(0.5, -1.25, 3.0), List.of(0.1, 0.0, -7.5)), 5, 7, 3),
        row(new Rescaling(List.of(0.3, 2.0), List.of(0.0, 1.0)), 131, 2),
        row(new Rescaling(List.of(0.3), List.of(0.7)), 17));
  }

  private static Stream<LayerRow> sizes() {
    return Stream.of(
        row(new Cropping2D(1), 3, 4, 2),
        row(new Cropping2D(2, 0, 1, 3), 5, 6, 3),
        row(new Cropping2D(0), 1, 1, 1).batch(1),
        row(new Cropping2D(3, 1, 0, 2), 5, 3, 17), // one pixel is left
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

  private static Stream<LayerRow> orders() {
    return Stream.of(
        row(new Reshape(4, 3, 2), 2, 3, 4),
        row(new Reshape(2, Reshape.REST), 4, 5),
        row(new Reshape(Reshape.REST), 3, 1, 2).batch(1),
        row(new Reshape(1, 1, 1, 1), 1).batch(1),
        row(new Permute(2, 1), 3, 5),
        row(new Permute(3, 1, 2), 4, 5, 33), // channels first
        row(new Permute(2, 3, 1), 3, 2, 5), // channels last
        row(new Permute(1), 7).batch(1),
        row(new Permute(4, 2, 3, 1), 2, 3, 1, 5),
        row(new SpaceToDepth(2), 4, 6, 3),
        row(new SpaceToDepth(3).channelsFirst(), 3, 6, 2),
        row(new SpaceToDepth(1), 2, 3, 5).batch(1),
        row(new SpaceToDepth(2).channelsFirst(), 2, 2, 17), // one pixel
        row(new DepthToSpace(2), 2, 3, 12),
        row(new DepthToSpace(3).channelsFirst(), 1, 2, 18),
        row(new DepthToSpace(1), 2, 3, 5).batch(1),
        row(new DepthToSpace(2).channelsFirst(), 1, 1, 4));
  }
}
