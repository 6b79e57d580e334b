package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The four files of a data set.
 *
 * @param name what the names of the files begin with, such as {@code emnist-letters}; {@link
 *     #MNIST} if they begin with the part
 * @param directory where they are
 * @param files the files by their roles
 */
record IdxFileSet(String name, Path directory, Map<Role, Path> files) {

  /** The name of a set whose files are called as those of MNIST. */
  static final String MNIST = "mnist";

  private static final Pattern FILE =
      Pattern.compile(
          "(?:(?<set>.+)-)?(?<part>train|t10k|test)-(?<kind>images|labels)"
              + "[-.]idx[0-9]-(?:ubyte|int)(?:\\.gz)?");

  /** The role of a file in a data set. */
  enum Role {
    TRAIN_IMAGES,
    TRAIN_LABELS,
    TEST_IMAGES,
    TEST_LABELS;

    private static Role of(Matcher file) {
      boolean images = file.group("kind").equals("images");
      return file.group("part").equals("train")
          ? images ? TRAIN_IMAGES : TRAIN_LABELS
          : images ? TEST_IMAGES : TEST_LABELS;
    }
  }

  /** {@return the sets in a directory by their names} */
  static Map<String, IdxFileSet> in(Path directory) throws IOException {
    Map<String, IdxFileSet> sets = new TreeMap<>();
    for (Path entry : list(directory)) {
      Matcher matcher = FILE.matcher(fileName(entry));
      if (!matcher.matches()) {
        continue;
      }
      Optional<Path> file = Files.isDirectory(entry) ? inside(entry) : Optional.of(entry);
      if (file.isPresent()) {
        String name = matcher.group("set") == null ? MNIST : matcher.group("set");
        sets.computeIfAbsent(name, n -> new IdxFileSet(n, directory, new TreeMap<>()))
            .files
            .putIfAbsent(Role.of(matcher), file.get());
      }
    }
    return sets;
  }

  /** {@return the file in a folder that is called like a file, as archives of Kaggle have it} */
  private static Optional<Path> inside(Path folder) throws IOException {
    Role role = Role.of(matched(folder));
    return list(folder).stream()
        .filter(file -> FILE.matcher(fileName(file)).matches() && Role.of(matched(file)) == role)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Matcher matched(Path file) {
    Matcher matcher = FILE.matcher(fileName(file));
    if (!matcher.matches()) {
      throw new IllegalStateException(file.toString());
    }
    return matcher;
  }

  /** {@return the entries of a directory, plain files before those with .gz} */
  private static List<Path> list(Path directory) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(directory)) {
      entries = new ArrayList<>(all.toList());
    }
    entries.sort(
        Comparator.comparing((Path entry) -> fileName(entry).endsWith(".gz"))
            .thenComparing(entry -> Files.isDirectory(entry))
            .thenComparing(IdxFileSet::fileName));
    return entries;
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** {@return a reader of one of the files} */
  IdxReader open(Role role) throws IOException {
    Path file = files.get(role);
    if (file == null) {
      throw new NoSuchFileException(
          directory.toString(),
          null,
          "expected images and labels to train on and to test with for %s, found no %s"
              .formatted(name, role.toString().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    return IdxReader.open(file);
  }
}
