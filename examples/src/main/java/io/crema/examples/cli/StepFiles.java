package io.crema.examples.cli;

import io.crema.examples.reader.StepPictures.StepPicture;
import io.crema.examples.report.Png;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the pictures of the steps as files: a PNG each, and one with all of them. */
final class StepFiles {

  private StepFiles() {}

  /**
   * Writes {@code NAME-01-shrink.png} and so on, and {@code NAME-steps.png}.
   *
   * @param title what stands above the latter
   */
  static void write(Path directory, String name, String title, List<StepPicture> pictures)
      throws IOException {
    for (int i = 0; i < pictures.size(); i++) {
      StepPicture picture = pictures.get(i);
      String file = String.format(Locale.ROOT, "%s-%02d-%s.png", name, i + 1, picture.name());
      OutputFiles.replace(directory.resolve(file), Png.of(picture.image().toBufferedImage()));
    }
    byte[] strip = Png.of(StepStrip.draw(title, pictures));
    OutputFiles.replace(directory.resolve(name + "-steps.png"), strip);
  }
}
