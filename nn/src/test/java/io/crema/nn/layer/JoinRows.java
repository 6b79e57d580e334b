package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.core.tensor.Shape;
import java.util.stream.Stream;

/** Joins of one, two and three inputs. */
final class JoinRows {

  private JoinRows() {}

  private static final Shape IMAGE = Shape.of(3, 2, 5);
  private static final Shape VECTOR = Shape.of(13);
  private static final Shape ONE = Shape.of(1);

  static Stream<LayerRow> rows() {
    Shape factors = Shape.of(5);
    Stream<LayerRow> others =
        Stream.of(
            row(new Multiply(), IMAGE, factors),
            row(new Multiply(), factors, IMAGE).batch(1),
            row(new Multiply(), factors, IMAGE, factors),
            row(new Multiply(), IMAGE, factors, IMAGE),
            row(new Multiply(), factors, Shape.of(1, 1, 5)).batch(1),
            row(new Concat(), IMAGE, Shape.of(3, 2, 1)).batch(1),
            row(new Concat(), IMAGE, Shape.of(3, 2, 1), Shape.of(3, 2, 17)));
    return Stream.concat(
        Stream.of(new Add(), new Average(), new Concat(), new Maximum(), new Multiply())
            .flatMap(JoinRows::ofEqualShapes),
        others);
  }

  /** Inputs of some joins must not tie. */
  private static Stream<LayerRow> ofEqualShapes(Join join) {
    return Stream.of(
            row(join, ONE),
            row(join, VECTOR),
            row(join, VECTOR, VECTOR),
            row(join, VECTOR, VECTOR, VECTOR).batch(1),
            row(join, IMAGE, IMAGE).batch(1),
            row(join, IMAGE, IMAGE, IMAGE),
            row(join, Shape.of(2, 1, 33), Shape.of(2, 1, 33)))
        .map(row -> join instanceof Maximum ? row.separated() : row);
  }
}
