package io.crema.vision.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an array is for, as its name tells.
 *
 * @param part the part of the data set that it belongs to
 * @param kind what it holds
 */
record ArrayRole(Part part, Kind kind) {

  /** A part of a data set. */
  enum Part {
    TRAIN,
    ALL,
    TEST,
    VALIDATION;

    private Set<String> words() {
      return switch (this) {
        case TRAIN -> Set.of("train", "training");
        case ALL -> Set.of();
        case TEST -> Set.of("test", "t10k");
        case VALIDATION -> Set.of("val", "valid", "validation");
      };
    }
  }

  /** What an array holds. */
  enum Kind {
    IMAGES,
    LABELS;

    private Set<String> words() {
      return switch (this) {
        case IMAGES -> Set.of("x", "image", "images", "img", "imgs", "data", "features", "pixels");
        case LABELS -> Set.of("y", "label", "labels", "target", "targets");
      };
    }
  }

  /** {@return the role of an array with a name such as {@code x_train} or {@code test-labels}} */
  static Optional<ArrayRole> of(String name) {
    if (name.equals("arr_0") || name.equals("arr_1")) {
      return Optional.of(new ArrayRole(Part.ALL, name.equals("arr_0") ? Kind.IMAGES : Kind.LABELS));
    }
    List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
    List<Kind> kinds =
        Arrays.stream(Kind.values())
            .filter(kind -> words.stream().anyMatch(kind.words()::contains))
            .toList();
    List<Part> parts =
        Arrays.stream(Part.values())
            .filter(part -> words.stream().anyMatch(part.words()::contains))
            .toList();
    return kinds.size() == 1 && parts.size() < 2
        ? Optional.of(new ArrayRole(parts.isEmpty() ? Part.ALL : parts.get(0), kinds.get(0)))
        : Optional.empty();
  }
}
