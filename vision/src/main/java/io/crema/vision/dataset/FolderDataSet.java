package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import io.crema.vision.dataset.FolderDecoding.Decoded;
import io.crema.vision.dataset.FolderReport.LeftOut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a data set in two parts, and its report, of the pictures of a folder. */
final class FolderDataSet {

  /** A picture that could be read: its number, and where it is from. */
  private record Source(int number, ClassFolder folder, Path file) {}

  private final FolderListing listing;
  private final Pixels pixels;

  /** The number of pictures that could be read. */
  private final int pictures;

  private final List<String> classNames;
  private final List<LeftOut> leftOut;
  private final List<String> emptyClasses = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /** For each class the pictures to train on, and those to test with where they are apart. */
  private final List<List<Source>> train = new ArrayList<>();

  private final List<List<Source>> test = new ArrayList<>();

  /** Sorts the pictures by their classes. */
  FolderDataSet(FolderListing listing, Decoded decoded) throws PictureFolderException {
    this.listing = listing;
    pixels = decoded.pixels();
    pictures = decoded.sources().length;
    leftOut = new ArrayList<>(decoded.failures());
    List<Source> sources = sources(decoded.sources());
    classNames = names(sources);
    findEmptyClasses(sources);
    if (classNames.size() < 2) {
      throw tooFewClasses();
    }
    sort(sources);
  }

  private List<Source> sources(int[] positions) {
    List<Source> sources = new ArrayList<>(positions.length);
    int next = 0;
    int position = 0;
    for (ClassFolder folder : listing.classes()) {
      for (Path file : folder.files()) {
        if (next < positions.length && positions[next] == position) {
          sources.add(new Source(next++, folder, file));
        }
        position++;
      }
    }
    return sources;
  }

  /** {@return the classes with a picture to train on} */
  private static List<String> names(List<Source> sources) {
    Set<String> names = new LinkedHashSet<>();
    sources.stream()
        .filter(source -> !source.folder.test())
        .forEach(source -> names.add(source.folder.className()));
    return List.copyOf(names);
  }

  private void findEmptyClasses(List<Source> sources) {
    Set<String> empty = new LinkedHashSet<>();
    listing.classes().forEach(folder -> empty.add(folder.className()));
    sources.forEach(source -> empty.remove(source.folder.className()));
    emptyClasses.addAll(empty);
  }

  private void sort(List<Source> sources) {
    Map<String, Integer> labels = new HashMap<>();
    for (String name : classNames) {
      labels.put(name, labels.size());
      train.add(new ArrayList<>());
      test.add(new ArrayList<>());
    }
    for (Source source : sources) {
      Integer label = labels.get(source.folder.className());
      if (label == null) {
        leftOut.add(new LeftOut(source.file, "not of one of the classes " + classNames));
      } else {
        (source.folder.test() ? test : train).get(label).add(source);
      }
    }
  }

  private PictureFolderException tooFewClasses() {
    if (classNames.size() == 1) {
      return unexpected("pictures of %s alone".formatted(classNames.get(0)));
    }
    int files = listing.files().size();
    if (files > 0) {
      return unexpected("no picture to train on among %d files in sub-folders".formatted(files));
    }
    return unexpected(
        listing.strayFiles() == 0
            ? "no files"
            : "%d files directly in it; move them into a folder for each class"
                .formatted(listing.strayFiles()));
  }

  private PictureFolderException unexpected(String found) {
    return listing.unexpected(found, report(0));
  }

  /**
   * {@return the pictures in two parts}
   *
   * @param shape the shape of an input
   * @param testShare the share of the pictures to test with, unless the folder has two parts
   * @param seed draws them
   */
  DataSet dataSet(Shape shape, double testShare, long seed) throws PictureFolderException {
    remarkOnSmallClasses();
    ImageSet all = ImageSet.of(shape, pixels, labels(), classNames);
    int[] trained = numbers(train);
    int[] tested = numbers(test);
    if (listing.isParted() && tested.length > 0) {
      return new DataSet(all.subset(trained), all.subset(tested));
    }
    if (listing.isParted() || train.stream().allMatch(pictures -> pictures.size() < 2)) {
      throw unexpected(
          "%d pictures to train on and %d to test with".formatted(trained.length, tested.length));
    }
    return DataSet.split(all.subset(trained), testShare, seed);
  }

  private void remarkOnSmallClasses() {
    for (int label = 0; label < classNames.size(); label++) {
      String name = classNames.get(label);
      if (train.get(label).size() + test.get(label).size() == 1) {
        remarks.add("the class %s has a single picture: expected at least 2".formatted(name));
      } else if (listing.isParted() && test.get(label).isEmpty()) {
        remarks.add("the class %s has no picture to test with".formatted(name));
      }
    }
  }

  /** {@return the numbers of pictures, class by class} */
  private static int[] numbers(List<List<Source>> byClass) {
    return byClass.stream().flatMap(List::stream).mapToInt(Source::number).toArray();
  }

  /** {@return for every picture that is read its class; any for those that are left out} */
  private int[] labels() {
    int[] labels = new int[pictures];
    for (int label = 0; label < classNames.size(); label++) {
      for (Source source : train.get(label)) {
        labels[source.number] = label;
      }
      for (Source source : test.get(label)) {
        labels[source.number] = label;
      }
    }
    return labels;
  }

  /** {@return what became of the files} */
  FolderReport report() {
    return report(numbers(train).length + numbers(test).length);
  }

  private FolderReport report(int used) {
    return listing.report(used, leftOut, emptyClasses, remarks);
  }
}
