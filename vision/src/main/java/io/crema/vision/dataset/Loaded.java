package io.crema.vision.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A data set that was read from files, and what its reader did that its user should know, such as
 * labels that were given other numbers.
 *
 * @param data the images
 * @param notes sentences for the user, often none
 */
public record Loaded(DataSet data, List<String> notes) {

  /** The most classes that a note lists. */
  private static final int MOST_LISTED = 10;

  /**
   * Creates a result.
   *
   * @param data the images
   * @param notes sentences for the user. Copied.
   */
  public Loaded {
    notes = List.copyOf(notes);
  }

  /**
   * {@return a data set with the notes of its reader, and notes about classes without images}
   *
   * @param data the images
   * @param notes what the reader did. Not modified.
   */
  public static Loaded of(DataSet data, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    addMissing(all, data.train(), "to train on");
    addMissing(all, data.test(), "to test with");
    return new Loaded(data, all);
  }

  /** {@return images of a source without test images, split as the options say} */
  static Loaded split(String source, ImageSet all, DataOptions options, List<String> notes)
      throws DataSetException {
    if (IntStream.of(all.classCounts()).noneMatch(count -> count > 1)) {
      throw new DataSetException(
          source,
          "test images, or a class with at least 2 images to split",
          "%d images of as many classes".formatted(all.size()));
    }
    DataSet data = DataSet.split(all, options.testShare(), options.seed());
    List<String> said = new ArrayList<>(notes);
    said.add(
        "There are no test images: %d of %d images are held out to test with (seed %d)."
            .formatted(data.test().size(), all.size(), options.seed()));
    return of(data, said);
  }

  private static void addMissing(List<String> notes, ImageSet images, String purpose) {
    int[] counts = images.classCounts();
    List<String> missing =
        IntStream.range(0, counts.length)
            .filter(c -> counts[c] == 0)
            .mapToObj(images.classNames()::get)
            .toList();
    if (missing.size() == 1) {
      notes.add("Class %s has no images %s.".formatted(missing.get(0), purpose));
    } else if (!missing.isEmpty()) {
      notes.add(
          "%d of %d classes have no images %s: %s."
              .formatted(missing.size(), counts.length, purpose, listing(missing)));
    }
  }

  /** {@return the first of some names, and a mark if there are more} */
  static String listing(List<String> names) {
    String first = names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    return names.size() > MOST_LISTED ? first + ", ..." : first;
  }
}
