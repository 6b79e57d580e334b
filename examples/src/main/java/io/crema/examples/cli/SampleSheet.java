package io.crema.examples.cli;

import io.crema.core.tensor.Shape;
import io.crema.examples.cli.StepStrip.Captioned;
import io.crema.examples.report.Png;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.raster.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A picture of some images of a set, each with what is to be said of it. */
final class SampleSheet {

  private SampleSheet() {}

  /** One image; as a string, what is to be said of it. */
  interface Sample {

    /** {@return its number in the set, from 0} */
    int index();
  }

  /**
   * Writes a PNG of the first samples; of none, no file.
   *
   * @param title what they have in common
   * @param images grey or in color
   * @param most how many samples at most
   */
  static void write(
      Path file, String title, ImageSet images, List<? extends Sample> samples, int most)
      throws IOException {
    if (samples.isEmpty()) {
      return;
    }
    int shown = Math.min(most, samples.size());
    String heading = "%s: %d of %d".formatted(title, shown, samples.size());
    List<Captioned> pictures =
        samples.subList(0, shown).stream()
            .map(sample -> new Captioned(sample.toString(), image(images, sample.index())))
            .toList();
    OutputFiles.replace(file, Png.of(StepStrip.draw(heading, pictures)));
  }

  private static BufferedImage image(ImageSet images, int index) {
    Shape shape = images.inputShape();
    return Picture.of(shape.dim(0), shape.dim(1), shape.dim(2), images.image(index))
        .toBufferedImage();
  }
}
