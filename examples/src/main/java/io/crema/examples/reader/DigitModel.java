package io.crema.examples.reader;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.dataset.Mnist;
import io.crema.mnist.digit.DigitLine;
import io.crema.models.DigitModels;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model that reads digits. */
public final class DigitModel {

  /** The shape of one image: {@code [28, 28, 1]}. */
  public static final Shape IMAGE = Shape.of(28, 28, 1);

  private static final String BUNDLED = "champion.safetensors";
  private static final String BUNDLED_LINE = "line.safetensors";

  private DigitModel() {}

  /**
   * {@return the model of a file, or the bundled one}
   *
   * @param file a model file; null for the bundled one
   * @throws IOException if it cannot be read, or is no model that reads digits
   */
  public static Model load(@Nullable Path file) throws IOException {
    return loadSaved(file).model();
  }

  /**
   * {@return the model of a file, or the bundled one, with its record}
   *
   * @param file a model file; null for the bundled one
   * @throws IOException if it cannot be read, or is no model that reads digits
   */
  public static SavedModel loadSaved(@Nullable Path file) throws IOException {
    SavedModel saved = file == null ? DigitModels.champion() : ModelFile.load(file);
    requireClasses(nameOf(file), saved.model(), Mnist.CLASSES);
    return saved;
  }

  /**
   * {@return the bundled model that tells digits from pieces that are none}
   *
   * @throws IOException if it cannot be read
   */
  public static Model loadLine() throws IOException {
    return requireClasses(BUNDLED_LINE, DigitModels.line().model(), DigitLine.CLASSES);
  }

  private static Model requireClasses(String name, Model model, int classes) throws IOException {
    List<Shape> inputs = model.network().inputShapes();
    List<Shape> outputs = model.network().outputShapes();
    if (!inputs.equals(List.of(IMAGE)) || !outputs.equals(List.of(Shape.of(classes)))) {
      throw new IOException(
          "%s: expected a network from %s to [%d], found one from %s to %s"
              .formatted(name, IMAGE, classes, inWords(inputs), inWords(outputs)));
    }
    return model;
  }

  private static String inWords(List<Shape> shapes) {
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(" and "));
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
