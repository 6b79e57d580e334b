package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import java.util.stream.Stream;

/**
 * Activations of one value, of a vector and of pixels. Those with a kink at 0 stay away from it.
 */
final class ActivationRows {

  private ActivationRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(rectifiers(), smooth(), piecewise(), slopes(), softmax())
        .flatMap(rows -> rows);
  }

  private static Stream<LayerRow> rectifiers() {
    return Stream.of(
        row(new ReLU(), 21).separated(),
        row(new ReLU(), 3, 4, 5).separated(),
        row(new ReLU().maximum(0.5), 3, 4, 5).separated(),
        row(new ReLU().maximum(6), 33).wide(),
        row(new ReLU().negativeSlope(0.25), 17).separated(),
        row(new ReLU(0.75, 0.5, 0.25), 3, 5, 7).separated(),
        row(new ReLU().threshold(0.25).negativeSlope(0.1), 1).separated().batch(1),
        row(new LeakyReLU(0.1), 21).separated(),
        row(new LeakyReLU(0.2), 3, 3, 7).separated(),
        row(new LeakyReLU(0), 3, 4, 5).separated().batch(1));
  }

  private static Stream<LayerRow> smooth() {
    return Stream.of(
            new ELU(),
            new ELU(0.3),
            new GELU(),
            new GELU().tanh(),
            new Mish(),
            new SELU(),
            new Sigmoid(),
            new SiLU(),
            new Softplus(),
            new Softsign(),
            new Tanh())
        .flatMap(
            layer ->
                Stream.of(
                    row(layer, 21).separated(),
                    row(layer, 3, 5, 3).separated(),
                    row(layer, 1).batch(1),
                    row(layer, 33).wide()));
  }

  private static Stream<LayerRow> piecewise() {
    return Stream.of(
        row(new HardSigmoid(), 21),
        row(new HardSigmoid(), 33).wide(),
        row(new HardSigmoid(0.9, 0.48), 3, 4, 5).separated(),
        row(new HardSwish(), 21),
        row(new HardSwish(), 3, 4, 5).batch(1),
        row(new HardSwish(), 33).wide());
  }

  private static Stream<LayerRow> slopes() {
    return Stream.of(
        row(new PReLU(), 21).separated(),
        row(new PReLU(), 1).separated().batch(1),
        row(new PReLU(-0.5), 5, 4, 1).separated(),
        row(new PReLU(), 3, 4, 5).separated(),
        row(new PReLU(), 3, 3, 17).separated().batch(1),
        row(new PReLU(0), 2, 1, 33).separated(),
        row(new PReLU(), 2, 2, 64).separated());
  }

  private static Stream<LayerRow> softmax() {
    return Stream.of(
        row(new Softmax(), 10),
        row(new Softmax(), 17).batch(1),
        row(new Softmax(), 1),
        row(new Softmax(), 33).wide());
  }
}
