package io.crema.mnist.dataset;

import io.crema.vision.dataset.ClassNamesFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of EMNIST: Cohen, Afshar, Tapson and van Schaik, "EMNIST: an extension of MNIST to
 * handwritten letters", 2017.
 *
 * @param leastLabel the label of the first class
 * @param classNames the names of the classes
 */
record Emnist(int leastLabel, List<String> classNames) {

  private static final String PREFIX = "emnist-";
  private static final String DIGITS = "0123456789";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";

  /** The small letters that do not look like their capitals. */
  private static final String DIFFERENT_SMALL = "abdefghnqrt";

  private static final Map<String, Emnist> SPLITS =
      Map.of(
          "letters", of(1, CAPITALS),
          "balanced", of(0, DIGITS + CAPITALS + DIFFERENT_SMALL),
          "bymerge", of(0, DIGITS + CAPITALS + DIFFERENT_SMALL),
          "byclass", of(0, DIGITS + CAPITALS + SMALL),
          "digits", of(0, DIGITS),
          "mnist", of(0, DIGITS));

  /** A label and the code points of its characters, of which the first gives the name. */
  private static final Pattern MAPPING_LINE = Pattern.compile("([0-9]{1,5}) ([0-9]{1,7})( .*)?");

  private static final long MOST_MAPPING_BYTES = 1 << 16;

  private static Emnist of(int leastLabel, String characters) {
    return new Emnist(leastLabel, characters.codePoints().mapToObj(Character::toString).toList());
  }

  /** {@return the name of the set of a split} */
  static String set(String split) {
    return PREFIX + split;
  }

  /** {@return the part of the name of a set that tells the split, if it is one of EMNIST} */
  static Optional<String> split(String set) {
    return set.startsWith(PREFIX) ? Optional.of(set.substring(PREFIX.length())) : Optional.empty();
  }

  /** {@return the classes of a set: those of its mapping file, else the known ones of its split} */
  static Optional<Emnist> of(IdxFileSet set) throws IOException {
    Optional<String> split = split(set.name());
    if (split.isEmpty()) {
      return Optional.empty();
    }
    Path mapping = set.directory().resolve(set.name() + "-mapping.txt");
    return Files.exists(mapping)
        ? Optional.of(parse(mapping))
        : Optional.ofNullable(SPLITS.get(split.get()));
  }

  private static Emnist parse(Path mapping) throws IOException {
    if (Files.size(mapping) > MOST_MAPPING_BYTES) {
      throw new IOException("%s: expected at most %d bytes".formatted(mapping, MOST_MAPPING_BYTES));
    }
    String text = new String(Files.readAllBytes(mapping), StandardCharsets.UTF_8);
    List<String> lines = text.stripTrailing().lines().map(String::strip).toList();
    List<String> names = new ArrayList<>();
    int least = 0;
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = MAPPING_LINE.matcher(lines.get(i));
      boolean whole = line.matches();
      least = whole && i == 0 ? Integer.parseInt(line.group(1)) : least;
      if (!whole
          || Integer.parseInt(line.group(1)) != least + i
          || !Character.isValidCodePoint(Integer.parseInt(line.group(2)))) {
        throw new IOException(
            "%s: line %d: expected %s and a code point"
                .formatted(mapping, i + 1, i == 0 ? "a label" : "label " + (least + i)));
      }
      names.add(Character.toString(Integer.parseInt(line.group(2))));
    }
    String checked = String.join("\n", names);
    return new Emnist(
        least, ClassNamesFile.parse(mapping.toString(), checked, Math.max(1, names.size())));
  }
}
