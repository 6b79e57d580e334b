package io.crema.vision.dataset;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;

/**
 * A folder with the pictures of one class.
 *
 * @param className the name of the class
 * @param test whether the pictures are in the part to test with
 * @param files the files in it and in its sub-folders, in order
 */
record ClassFolder(String className, boolean test, List<Path> files) {

  private static final String REPLACEMENT = "\uFFFD";
  private static final String ELLIPSIS = "\u2026";

  /**
   * {@return the name of the class of a folder} It is that of the folder in Unicode's composed
   * form, which is the same on every file system, with control characters replaced and cut to
   * {@value ClassNamesFile#MOST_CHARACTERS} characters.
   */
  static String className(Path folder) {
    String name = printable(Normalizer.normalize(folderName(folder), Normalizer.Form.NFC)).strip();
    if (name.isEmpty()) {
      return REPLACEMENT;
    }
    if (name.codePointCount(0, name.length()) <= ClassNamesFile.MOST_CHARACTERS) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, ClassNamesFile.MOST_CHARACTERS - 1))
        + ELLIPSIS;
  }

  /** {@return the name of a folder, also where it ends in a separator} */
  static String folderName(Path folder) {
    Path name = folder.getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  /** {@return a text in which what cannot be seen, or turns the direction of text, is replaced} */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (ClassNamesFile.isControl(c)) {
                shown.append(REPLACEMENT);
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
