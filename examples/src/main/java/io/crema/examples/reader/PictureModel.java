package io.crema.examples.reader;

import io.crema.core.data.ClassNames;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.dataset.Mnist;
import io.crema.nn.io.InputPreparation;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ClassNamesFile;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.ResizeMode;
import io.crema.vision.raster.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model that classifies pictures, with the names of its classes and the way that pictures become
 * its inputs.
 *
 * @param name what to call the model
 * @param saved the model and what its file says of it
 * @param classNames one name a class: as the file says, else their numbers
 * @param preparation how a picture becomes an input: as the file says, else by the shape of the
 *     network's input
 */
public record PictureModel(
    String name, SavedModel saved, List<String> classNames, PicturePreparation preparation) {

  /**
   * Loads a model.
   *
   * @param file a model file; null for the bundled model, which reads digits
   * @return the model
   * @throws IOException if it cannot be read, or does not classify pictures
   */
  public static PictureModel load(@Nullable Path file) throws IOException {
    String name = DigitModel.nameOf(file);
    return of(name, file == null ? DigitModel.bundled() : ModelFile.load(file));
  }

  /**
   * {@return a model that was loaded}
   *
   * @param name what to call it
   * @param saved the model
   * @throws IOException if it does not classify pictures
   */
  public static PictureModel of(String name, SavedModel saved) throws IOException {
    List<Shape> inputs = saved.model().network().inputShapes();
    List<Shape> outputs = saved.model().network().outputShapes();
    if (inputs.size() != 1 || !isPicture(inputs.get(0)) || !isClasses(outputs)) {
      throw new IOException(
          "%s: expected a network from pictures [H, W, 1] or [H, W, 3] to classes, found one from"
                  .formatted(name)
              + " %s to %s".formatted(inWords(inputs), inWords(outputs)));
    }
    int classes = outputs.get(0).size();
    List<String> names =
        saved.classNames().isEmpty()
            ? ClassNames.numbers(classes)
            : ClassNamesFile.parse(
                name + ": class names", String.join("\n", saved.classNames()), classes);
    return new PictureModel(name, saved, names, preparation(name, saved, inputs.get(0)));
  }

  private static boolean isPicture(Shape shape) {
    return shape.rank() == 3
        && (shape.dim(2) == 1 || shape.dim(2) == 3)
        && Math.max(shape.dim(0), shape.dim(1)) <= PicturePreparation.MAX_SIDE;
  }

  private static boolean isClasses(List<Shape> outputs) {
    return outputs.size() == 1 && outputs.get(0).rank() == 1 && outputs.get(0).size() >= 2;
  }

  private static String inWords(List<Shape> shapes) {
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(" and "));
  }

  private static PicturePreparation preparation(String name, SavedModel saved, Shape input)
      throws IOException {
    if (!PicturePreparation.isDescribedBy(saved.preparation().facts())) {
      return preparationOf(input);
    }
    PicturePreparation preparation = PicturePreparation.of(saved.preparation().facts());
    Shape prepared = Shape.of(preparation.height(), preparation.width(), preparation.channels());
    if (!prepared.equals(input)) {
      throw new IOException(
          "%s: expected pictures prepared to %s, the input of its network, found %s"
              .formatted(name, input, prepared));
    }
    return preparation;
  }

  /**
   * {@return the preparation for a network of which no more is known than its input} Pictures are
   * stretched.
   *
   * @param input {@code [H, W, 1]} or {@code [H, W, 3]}
   */
  public static PicturePreparation preparationOf(Shape input) {
    ColorMode color = input.dim(2) == 1 ? ColorMode.GREY : ColorMode.RGB;
    return PicturePreparation.of(input.dim(0), input.dim(1), color, ResizeMode.STRETCH);
  }

  /** {@return the model itself} */
  public Model model() {
    return saved.model();
  }

  /** {@return the shape of an input, {@code [H, W, C]}} */
  public Shape inputShape() {
    return model().network().inputShape();
  }

  /** {@return whether its inputs can be digits as MNIST has them} */
  public boolean takesDigits() {
    return inputShape().equals(DigitModel.IMAGE) && classNames.size() == Mnist.CLASSES;
  }

  /**
   * {@return whether it reads digits as MNIST has them} Its pictures are to be searched for digits
   * then.
   */
  public boolean readsDigits() {
    return takesDigits()
        && ClassNames.areNumbers(classNames)
        && saved.preparation().facts().isEmpty();
  }

  /**
   * {@return a picture as input of the model, {@code [1, H, W, C]}}
   *
   * @param picture read by {@link #preparation}
   */
  public Tensor input(Picture picture) {
    InputPreparation values = saved.preparation();
    if (values.equals(InputPreparation.NONE) || isUnit(values)) {
      return picture.toTensor();
    }
    byte[] samples = picture.samples();
    Tensor input = Tensor.zeros(inputShape().withBatch(1));
    for (int i = 0; i < samples.length; i++) {
      input.array()[i] = Byte.toUnsignedInt(samples[i]);
    }
    values.apply(input.array());
    return input;
  }

  private static boolean isUnit(InputPreparation values) {
    return values.equals(InputPreparation.ofBytes(values.facts()));
  }
}
