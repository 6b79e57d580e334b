package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import java.util.stream.Stream;

/** Activations of one value, of a vector and of pixels. */
final class ActivationRows {

  private ActivationRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new ReLU(), 21).separated(),
        row(new ReLU(), 3, 4, 5).separated(),
        row(new LeakyReLU(0.1), 21).separated(),
        row(new LeakyReLU(0.2), 3, 3, 7).separated(),
        row(new LeakyReLU(0), 3, 4, 5).separated().batch(1),
        row(new Sigmoid(), 21),
        row(new Sigmoid(), 3, 4, 5),
        row(new Sigmoid(), 33).wide(),
        row(new Tanh(), 21),
        row(new Tanh(), 3, 5, 3),
        row(new Tanh(), 3, 4, 5).batch(1),
        row(new Tanh(), 33).wide(),
        row(new Softmax(), 10),
        row(new Softmax(), 17).batch(1),
        row(new Softmax(), 1),
        row(new Softmax(), 33).wide());
  }
}
