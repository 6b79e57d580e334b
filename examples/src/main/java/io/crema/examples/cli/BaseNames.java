package io.crema.examples.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for what is made of files: those of the files without their ends, each given out once. */
final class BaseNames {

  /** In lower case: some file systems know no other. */
  private final Set<String> taken = new HashSet<>();

  /** {@return {@code 7} for {@code a/7.png}; then {@code 7-2} for {@code b/7.jpg}} */
  String next(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "picture" : last.toString();
    int dot = name.lastIndexOf('.');
    String base = dot > 0 ? name.substring(0, dot) : name;
    String free = base;
    for (int count = 2; !taken.add(free.toLowerCase(Locale.ROOT)); count++) {
      free = base + "-" + count;
    }
    return free;
  }
}
