package io.crema.vision.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of the files in a folder of pictures.
 *
 * @param used the number of pictures in the data set
 * @param leftOut files and folders that are not in the data set, in the order they were found
 * @param hidden the number of hidden files and folders, which are skipped
 * @param emptyClasses the names of folders without a picture that can be used; they are no classes
 * @param remarks what else is worth knowing, a sentence each
 */
public record FolderReport(
    int used, List<LeftOut> leftOut, int hidden, List<String> emptyClasses, List<String> remarks) {

  /**
   * Creates a report.
   *
   * @param used the number of pictures in the data set
   * @param leftOut files and folders that are not in the data set. Copied.
   * @param hidden the number of hidden files and folders
   * @param emptyClasses the names of folders without a picture that can be used. Copied.
   * @param remarks what else is worth knowing. Copied.
   */
  public FolderReport {
    leftOut = List.copyOf(leftOut);
    emptyClasses = List.copyOf(emptyClasses);
    remarks = List.copyOf(remarks);
  }

  /**
   * A file or folder that is not in the data set.
   *
   * @param file where it is
   * @param reason why it is left out, such as {@code expected a picture (PNG, JPEG, GIF, BMP),
   *     found text}
   */
  public record LeftOut(Path file, String reason) {

    /** {@return the file and the reason in one line, without control characters} */
    @Override
    public String toString() {
      return ClassFolder.printable(file + ": " + reason);
    }
  }

  /**
   * {@return the report as lines of text, the first of which counts}
   *
   * @param most the most files to name, at least 0; the others are counted
   */
  public List<String> lines(int most) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d pictures used, %,d files left out, %,d hidden files skipped",
            used,
            leftOut.size(),
            hidden));
    leftOut.stream().limit(most).forEach(file -> lines.add("left out: " + file));
    if (leftOut.size() > most) {
      lines.add(String.format(Locale.ROOT, "left out: %,d more", leftOut.size() - most));
    }
    emptyClasses.forEach(name -> lines.add("no picture: " + name));
    lines.addAll(remarks);
    return lines;
  }
}
