package io.crema.examples.cli;

import io.crema.examples.cli.StepStrip.Captioned;
import io.crema.examples.reader.StepPictures.StepPicture;
import io.crema.examples.report.Fonts;
import io.crema.examples.report.Png;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the pictures of the steps as files: a PNG each, and one with all of them. */
final class StepFiles {

  private static final String OVERVIEW = "-steps.png";

  private final Path directory;
  private final boolean overview;

  private StepFiles(Path directory, boolean overview) {
    this.directory = directory;
    this.overview = overview;
  }

  /**
   * {@return files in a directory, without the picture of all steps if this machine has no font}
   *
   * @param errors where it says what is left out
   * @throws IOException if files cannot be written there
   */
  static StepFiles in(Path directory, PrintWriter errors) throws IOException {
    OutputFiles.requireDirectory(directory);
    try {
      Fonts.require();
      return new StepFiles(directory, true);
    } catch (IOException e) {
      errors.println("without NAME" + OVERVIEW + ": " + e.getMessage());
      return new StepFiles(directory, false);
    }
  }

  /**
   * Writes {@code NAME-01-shrink.png} and so on, and {@code NAME-steps.png}.
   *
   * @param title what stands above the latter
   */
  void write(String name, String title, List<StepPicture> pictures) throws IOException {
    for (int i = 0; i < pictures.size(); i++) {
      StepPicture picture = pictures.get(i);
      String file = String.format(Locale.ROOT, "%s-%02d-%s.png", name, i + 1, picture.name());
      OutputFiles.replace(directory.resolve(file), Png.of(picture.image().toBufferedImage()));
    }
    if (overview) {
      List<Captioned> captioned =
          pictures.stream()
              .map(picture -> new Captioned(picture.caption(), picture.image().toBufferedImage()))
              .toList();
      byte[] strip = Png.of(StepStrip.draw(title, captioned));
      OutputFiles.replace(directory.resolve(name + OVERVIEW), strip);
    }
  }
}
