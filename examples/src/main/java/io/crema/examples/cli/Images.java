package io.crema.examples.cli;

import io.crema.core.data.ClassNames;
import io.crema.core.tensor.Shape;
import io.crema.examples.reader.DigitModel;
import io.crema.examples.reader.PictureModel;
import io.crema.mnist.data.BundledMnist;
import io.crema.mnist.dataset.Mnist;
import io.crema.nn.io.InputPreparation;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.picture.PicturePreparation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images that a command works with.
 *
 * @param name what to call them
 * @param data to train on and to test with
 * @param preparation how pictures became these images; null where the files have pixels
 * @param notes what was left out, and what else is worth knowing
 */
record Images(
    String name, DataSet data, @Nullable PicturePreparation preparation, List<String> notes) {

  /** The share that is held out to test with, in the record of a training: {@value}. */
  static final String TEST_SHARE = "testShare";

  private static final String WAY_OUT = "; give others with --data";
  private static final String WAYS_OUT = WAY_OUT + ", or another model";

  /** The name of one of several data sets in a folder, in the record of a training: {@value}. */
  static final String SET = "dataSet";

  /** The name of the bundled images: {@value}. */
  static final String BUNDLED = "bundled MNIST";

  /** {@return the bundled MNIST digits} */
  static Images bundled() throws IOException {
    return new Images(BUNDLED, BundledMnist.load(), null, List.of());
  }

  /** {@return whether they look like MNIST, of which networks read digits anywhere in a picture} */
  boolean areDigits() {
    return preparation == null
        && data.inputShape().equals(DigitModel.IMAGE)
        && data.classes() == Mnist.CLASSES
        && ClassNames.areNumbers(data.classNames());
  }

  /**
   * {@return the name of the network to train}
   *
   * @param given the name that was asked for, if one was
   * @param forDigits the name for images that look like MNIST; for others it is {@code auto}
   */
  String network(@Nullable String given, String forDigits) {
    if (given != null) {
      return given;
    }
    return areDigits() ? forDigits : Networks.AUTO;
  }

  /**
   * {@return the images, which must look like MNIST}
   *
   * @throws IOException if they do not
   */
  DataSet digits() throws IOException {
    if (!areDigits()) {
      throw new IOException(
          "%s: expected digits %s of the classes 0 to 9, found images %s of %d classes"
                  .formatted(name, DigitModel.IMAGE, data.inputShape(), data.classes())
              + WAY_OUT);
    }
    return data;
  }

  /** {@return what a model says of its inputs that is trained on these images} */
  InputPreparation inputPreparation() {
    if (areDigits()) {
      return InputPreparation.NONE;
    }
    PicturePreparation pictures =
        preparation != null ? preparation : PictureModel.preparationOf(data.inputShape());
    return InputPreparation.ofBytes(pictures.facts());
  }

  /** {@return these images with other names of their classes} */
  Images withClassNames(List<String> names) {
    return new Images(name, data.withClassNames(names), preparation, notes);
  }

  /**
   * {@return these images with the classes of a model}
   *
   * <p>Classes are told by their names. If either side has numbers alone, they are told by these.
   *
   * @throws IOException if the model is for other images or for other classes
   */
  Images of(PictureModel model) throws IOException {
    Shape wanted = model.inputShape();
    if (!data.inputShape().equals(wanted)) {
      throw new IOException(
          "%s: expected images %s, as %s takes them, found %s"
                  .formatted(name, wanted, model.name(), data.inputShape())
              + WAYS_OUT);
    }
    List<String> names = model.classNames();
    boolean byNumber = ClassNames.areNumbers(names) || ClassNames.areNumbers(data.classNames());
    if (byNumber && data.classes() == names.size()) {
      return withClassNames(ClassNames.areNumbers(names) ? data.classNames() : names);
    }
    try {
      DataSet same = new DataSet(data.train().relabelled(names), data.test().relabelled(names));
      return new Images(name, same, preparation, notes);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: expected images of the classes of %s (%s), found %s"
                  .formatted(
                      name,
                      model.name(),
                      String.join(", ", names),
                      String.join(", ", data.classNames()))
              + WAYS_OUT,
          e);
    }
  }
}
