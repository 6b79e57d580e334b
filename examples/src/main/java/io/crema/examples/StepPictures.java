package io.crema.examples;

import io.crema.examples.report.Png;
import io.crema.mnist.digit.Step;
import io.crema.mnist.digit.StepListener;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a picture is after each step: a PNG each, and one with all of them. */
final class StepPictures implements StepListener {

  /**
   * A picture after a step.
   *
   * @param name for its file
   * @param caption what it is now, in a few words
   * @param image the picture
   */
  record StepPicture(String name, String caption, GreyImage image) {}

  private final List<StepPicture> pictures = new ArrayList<>();

  @Override
  public void stepDone(Step step, GreyImage image) {
    add(step.name().toLowerCase(Locale.ROOT), step.result(), image);
  }

  void add(String name, String caption, GreyImage image) {
    pictures.add(new StepPicture(name, caption, image));
  }

  boolean isEmpty() {
    return pictures.isEmpty();
  }

  /**
   * Writes {@code NAME-01-shrink.png} and so on, and {@code NAME-steps.png}.
   *
   * @param title what stands above the latter
   */
  void write(Path directory, String name, String title) throws IOException {
    for (int i = 0; i < pictures.size(); i++) {
      StepPicture picture = pictures.get(i);
      String file = String.format(Locale.ROOT, "%s-%02d-%s.png", name, i + 1, picture.name());
      OutputFiles.replace(directory.resolve(file), Png.of(picture.image().toBufferedImage()));
    }
    byte[] strip = Png.of(StepStrip.draw(title, pictures));
    OutputFiles.replace(directory.resolve(name + "-steps.png"), strip);
  }
}
