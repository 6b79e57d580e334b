package io.crema.examples.cli;

import io.crema.mnist.dataset.Mnist;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;

/** The bundled MNIST digits. */
final class DigitData {

  private DigitData() {}

  /**
   * {@return the digits to train on and to test with}
   *
   * @throws IOException if they cannot be read
   */
  static DataSet bundled() throws IOException {
    return Mnist.load(
        "class path",
        name -> DigitData.class.getResourceAsStream("/io/crema/examples/mnist/" + name));
  }
}
