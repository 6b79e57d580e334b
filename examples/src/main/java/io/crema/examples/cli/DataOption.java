package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.cli.ImageFiles.Reading;
import io.crema.examples.cli.ImageFiles.SetName;
import io.crema.examples.cli.ImageFiles.Size;
import io.crema.examples.reader.PictureModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.vision.dataset.DataOptions;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.ResizeMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say where the images are and how they are read. */
final class DataOption {

  private static final String SIZE = "--size";

  private static final String COLOR = "--color";
  private static final String RESIZE = "--resize";
  private static final String TEST_SHARE = "--test-share";
  private static final String SET = ImageFiles.SET_OPTION;

  private static final double STANDARD_SHARE = DataOptions.DEFAULT_TEST_SHARE;
  private static final String SHARE_FORM = "a number above 0 and below 1";
  private static final Pattern SIZE_FORM =
      Pattern.compile("([1-9][0-9]{0,3})(?:x([1-9][0-9]{0,3}))?");

  @SuppressWarnings("NullAway.Init") // by picocli
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "The images: a folder with a sub-folder of pictures for each class; the files of MNIST,"
              + " EMNIST, QMNIST or the like (IDX, plain or gzip); those of CIFAR-10 or -100; an NPZ"
              + " or CSV file. Default: the bundled MNIST.")
  private @Nullable Path path;

  @Option(
      names = SIZE,
      paramLabel = "HxW",
      description =
          "The size that pictures of a folder are scaled to, such as 64 or 48x64. Default: chosen"
              + " from the pictures, or as the model says.")
  private @Nullable String size;

  @Option(
      names = COLOR,
      paramLabel = "HOW",
      description =
          "Whether pictures of a folder are read in grey or rgb. Default: rgb if one is colored,"
              + " or as the model says.")
  private @Nullable ColorMode color;

  @Option(
      names = RESIZE,
      paramLabel = "HOW",
      description =
          "How pictures of a folder get the size: fit (with a margin), crop or stretch. Default:"
              + " stretch, or as the model says.")
  private @Nullable ResizeMode resize;

  @Option(
      names = TEST_SHARE,
      paramLabel = "X",
      description =
          "The share of each class that is held out to test with, where the data have no test"
              + " images. Default: 0.2, or as the model was trained.")
  private @Nullable Double testShare;

  @Option(
      names = SET,
      paramLabel = "NAME",
      description =
          "Which data set to read where a folder has the files of several, such as letters or"
              + " balanced of EMNIST. Default: the only one, or as the model was trained.")
  private @Nullable String set;

  /** {@return whether they are the bundled ones} */
  boolean bundled() {
    return path == null;
  }

  /** {@return what to call the images} */
  String name() {
    return path == null ? Images.BUNDLED : path.toString();
  }

  /**
   * {@return the images to train with}
   *
   * @param workers decode pictures
   * @param notes is told what was left out, and what else is worth knowing
   * @throws IOException if a file is missing or broken
   */
  Images load(Workers workers, PrintWriter notes) throws IOException {
    return load(new Reading(sizeOption(), color, resize, share(), setOption()), workers, notes);
  }

  /**
   * {@return the images for a model that was trained, with its classes}
   *
   * @param model says how pictures are read, and what was held out
   * @param workers decode pictures
   * @param notes is told what was left out, and what else is worth knowing
   * @throws IOException if a file is missing or broken, or the images are not of the model's
   *     classes
   */
  Images load(PictureModel model, Workers workers, PrintWriter notes) throws IOException {
    PicturePreparation preparation = model.preparation();
    Size given = sizeOption();
    Reading reading =
        new Reading(
            given != null ? given : new Size(preparation.height(), preparation.width()),
            color != null ? color : preparation.color(),
            resize != null ? resize : preparation.resize(),
            testShare != null || path == null ? share() : recordedShare(model),
            set != null ? setOption() : recordedSet(model));
    return load(reading, workers, notes).of(model);
  }

  private Images load(Reading reading, Workers workers, PrintWriter notes) throws IOException {
    Images images = path == null ? Images.bundled() : ImageFiles.load(path, reading, workers);
    images.notes().forEach(notes::println);
    notes.flush();
    return images;
  }

  /** {@return the record of a training with what is needed to hold out the same images again} */
  TrainingRecord addTo(TrainingRecord record) {
    if (path == null) {
      return record;
    }
    TrainingRecord shared = record.with(Images.TEST_SHARE, Double.toString(share()));
    return set == null ? shared : shared.with(Images.SET, set);
  }

  private @Nullable SetName setOption() {
    if (set == null) {
      return null;
    }
    if (path == null) {
      throw wrong(SET, "--data too, a folder with the files of several data sets", set);
    }
    return new SetName(set, false);
  }

  private static @Nullable SetName recordedSet(PictureModel model) {
    String name = model.saved().record().values().get(Images.SET);
    return name == null ? null : new SetName(name, true);
  }

  private static double recordedShare(PictureModel model) throws IOException {
    String text = model.saved().record().values().get(Images.TEST_SHARE);
    if (text == null) {
      return STANDARD_SHARE;
    }
    double share = numberOrNaN(text);
    if (!isShare(share)) {
      throw new IOException(
          "%s: expected %s in its training record as %s, found %s; give it with %s"
              .formatted(model.name(), SHARE_FORM, Images.TEST_SHARE, text, TEST_SHARE));
    }
    return share;
  }

  private static double numberOrNaN(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private double share() {
    double share = testShare != null ? testShare : STANDARD_SHARE;
    if (!isShare(share)) {
      throw wrong(TEST_SHARE, SHARE_FORM, share);
    }
    return share;
  }

  private static boolean isShare(double share) {
    return share > 0 && share < 1;
  }

  private @Nullable Size sizeOption() {
    if (size == null) {
      return null;
    }
    Matcher matcher = SIZE_FORM.matcher(size);
    if (!matcher.matches()) {
      throw wrong(SIZE, "a size in pixels such as 64 or 48x64 (height x width)", size);
    }
    int height = Integer.parseInt(matcher.group(1));
    int width = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(height);
    if (Math.max(height, width) > PicturePreparation.MAX_SIDE) {
      throw wrong(SIZE, "at most %d pixels on a side".formatted(PicturePreparation.MAX_SIDE), size);
    }
    return new Size(height, width);
  }

  private ParameterException wrong(String option, String expected, Object found) {
    return new ParameterException(
        spec.commandLine(), "%s: expected %s, got %s".formatted(option, expected, found));
  }
}
