package io.crema.vision.dataset;

import io.crema.core.random.SplitMix64;
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

  /**
   * Sorts the pictures by their classes.
   *
   * @param wanted the names of the classes, or none if the folders decide
   */
  FolderDataSet(FolderListing listing, List<String> wanted, Decoded decoded)
      throws PictureFolderException {
    this.listing = listing;
    pixels = decoded.pixels();
    pictures = decoded.sources().length;
    leftOut = new ArrayList<>(decoded.failures());
    List<Source> sources = sources(decoded.sources());
    classNames = wanted.isEmpty() ? names(sources) : wanted;
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
    Set<String> empty = new LinkedHashSet<>(classNames);
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
   * @param holdOut the part of the pictures of each class to test with, unless the folder says so
   * @param seed draws them
   */
  DataSet dataSet(Shape shape, double holdOut, long seed) throws PictureFolderException {
    if (!listing.isParted()) {
      for (int label = 0; label < classNames.size(); label++) {
        holdOut(label, holdOut, SplitMix64.derive(seed, label));
      }
    }
    List<Source> trained = flat(train);
    List<Source> tested = flat(test);
    if (trained.isEmpty() || tested.isEmpty()) {
      throw unexpected(
          "%d pictures to train on and %d to test with".formatted(trained.size(), tested.size()));
    }
    remarkOnSmallClasses();
    ImageSet all = ImageSet.of(shape, pixels, labels(), classNames);
    return new DataSet(all.subset(numbers(trained)), all.subset(numbers(tested)));
  }

  private void holdOut(int label, double holdOut, long seed) {
    List<Source> all = List.copyOf(train.get(label));
    int held = (int) Math.max(1, Math.min(all.size() - 1, Math.round(all.size() * holdOut)));
    if (all.size() < 2) {
      return;
    }
    boolean[] isHeld = new boolean[all.size()];
    int[] order = SplitMix64.permutation(all.size(), seed);
    for (int i = 0; i < held; i++) {
      isHeld[order[i]] = true;
    }
    train.get(label).clear();
    for (int i = 0; i < isHeld.length; i++) {
      (isHeld[i] ? test : train).get(label).add(all.get(i));
    }
  }

  private void remarkOnSmallClasses() {
    for (int label = 0; label < classNames.size(); label++) {
      String name = classNames.get(label);
      if (train.get(label).size() + test.get(label).size() == 1) {
        remarks.add("the class %s has a single picture: expected at least 2".formatted(name));
      } else if (train.get(label).isEmpty() != test.get(label).isEmpty()) {
        remarks.add(
            "the class %s has no picture to %s"
                .formatted(name, test.get(label).isEmpty() ? "test with" : "train on"));
      }
    }
  }

  private static List<Source> flat(List<List<Source>> byClass) {
    return byClass.stream().flatMap(List::stream).toList();
  }

  private static int[] numbers(List<Source> sources) {
    return sources.stream().mapToInt(Source::number).toArray();
  }

  /** {@return for every picture that is read its class; any for those that are left out} */
  private int[] labels() {
    int[] labels = new int[pictures];
    for (int label = 0; label < classNames.size(); label++) {
      for (int number : numbers(train.get(label))) {
        labels[number] = label;
      }
      for (int number : numbers(test.get(label))) {
        labels[number] = label;
      }
    }
    return labels;
  }

  /** {@return what became of the files} */
  FolderReport report() {
    return report(flat(train).size() + flat(test).size());
  }

  private FolderReport report(int used) {
    return listing.report(used, leftOut, emptyClasses, remarks);
  }
}
