package io.crema.examples.browser;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One stroke of a pen.
 *
 * @param points from the middle of a pad of 480 x 360
 */
record Stroke(List<Point> points) {

  static final double PAD_WIDTH = 480;

  /** A point of a stroke. */
  record Point(double x, double y) {}

  /** {@return a stroke through points given as x, y, x, y and so on} */
  static Stroke of(double... coordinates) {
    return new Stroke(
        IntStream.range(0, coordinates.length / 2)
            .mapToObj(i -> new Point(coordinates[2 * i], coordinates[2 * i + 1]))
            .toList());
  }

  Stroke scaled(double factor) {
    return map(p -> new Point(factor * p.x(), factor * p.y()));
  }

  Stroke moved(double x) {
    return map(p -> new Point(p.x() + x, p.y()));
  }

  private Stroke map(UnaryOperator<Point> operator) {
    return new Stroke(points.stream().map(operator).toList());
  }

  /** {@return the strokes that people write a digit with} */
  static List<Stroke> digit(int digit) {
    return switch (digit) {
      case 0 -> List.of(oval());
      case 1 -> List.of(of(12, -110, 8, -50, 2, 10, -4, 60, -8, 112));
      case 3 ->
          List.of(
              of(
                  -50, -85, -25, -108, 15, -110, 45, -85, 42, -50, 15, -22, -15, -12, 20, -5, 50,
                  20, 55, 60, 30, 98, -10, 110, -48, 95));
      case 7 -> List.of(of(-60, -95, 0, -98, 58, -95, 35, -45, 10, 10, -8, 60, -22, 110));
      default -> throw new IllegalArgumentException("expected 0, 1, 3 or 7, got " + digit);
    };
  }

  private static Stroke oval() {
    return new Stroke(
        IntStream.rangeClosed(0, 24)
            .mapToDouble(i -> -Math.PI / 2 - i * Math.PI / 12)
            .mapToObj(angle -> new Point(62 * Math.cos(angle), 108 * Math.sin(angle)))
            .toList());
  }
}
