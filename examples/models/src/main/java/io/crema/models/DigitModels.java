package io.crema.models;

import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import java.io.IOException;
import java.io.InputStream;

/**
 * Trained models that read handwritten digits.
 *
 * <pre>{@code
 * Model model = DigitModels.champion().model();
 * }</pre>
 */
public final class DigitModels {

  private DigitModels() {}

  /**
   * Loads the most accurate model for single digits: {@link DigitNetworks#champion()}, trained on
   * MNIST. It takes images {@code [N, 28, 28, 1]}, light on black with levels from 0 to 1, and
   * gives logits {@code [N, 10]}.
   *
   * @return the model with its training record
   * @throws IOException if it cannot be read
   */
  public static SavedModel champion() throws IOException {
    return load("champion.safetensors");
  }

  /**
   * Loads the model that tells digits from other pieces of ink: {@link DigitNetworks#line()}. It
   * takes images as {@link #champion()} does, and gives logits {@code [N, 11]}: of the ten digits,
   * then of a piece that is no digit.
   *
   * @return the model with its training record
   * @throws IOException if it cannot be read
   */
  public static SavedModel line() throws IOException {
    return load("line.safetensors");
  }

  private static SavedModel load(String name) throws IOException {
    try (InputStream in = DigitModels.class.getResourceAsStream(name)) {
      return ModelFile.load(name, in);
    }
  }
}
