package io.crema.examples.reader;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.models.DigitModels;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model that reads digits. */
public final class DigitModel {

  /** The shape of one image: {@code [28, 28, 1]}. */
  public static final Shape IMAGE = Shape.of(28, 28, 1);

  private static final String BUNDLED = "champion.safetensors";

  private DigitModel() {}

  /**
   * {@return a model that reads digits}
   *
   * @param file a model file; null for the bundled one
   * @throws IOException if it cannot be read, or is no model that reads digits
   */
  public static PictureModel load(@Nullable Path file) throws IOException {
    PictureModel model = PictureModel.load(file);
    if (!model.takesDigits()) {
      throw new IOException(
          "%s: expected a model that reads digits, from %s to the classes 0 to 9; found one from %s"
                  .formatted(model.name(), IMAGE, model.inputShape())
              + " to %s".formatted(String.join(", ", model.classNames())));
    }
    return model;
  }

  /**
   * {@return the bundled model that tells digits from pieces that are none}
   *
   * @throws IOException if it cannot be read
   */
  public static Model loadLine() throws IOException {
    return DigitModels.line().model();
  }

  /** {@return the bundled model that reads digits} */
  static SavedModel bundled() throws IOException {
    return DigitModels.champion();
  }

  /**
   * {@return images as input of the model, {@code [N, 28, 28, 1]}}
   *
   * @param images N, each 28 x 28
   */
  static Tensor inputs(List<GreyImage> images) {
    Tensor inputs = Tensor.zeros(IMAGE.withBatch(images.size()));
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i).toArray(), 0, inputs.array(), i * IMAGE.size(), IMAGE.size());
    }
    return inputs;
  }

  /** {@return what to call the model of a file} */
  public static String nameOf(@Nullable Path file) {
    return file == null ? "bundled " + BUNDLED : file.toString();
  }
}
