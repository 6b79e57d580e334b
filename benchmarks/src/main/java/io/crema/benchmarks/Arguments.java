package io.crema.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of a command.
 *
 * @param options values of the options given; a flag has an empty one
 * @param rest all other arguments, in order
 */
record Arguments(Map<String, String> options, List<String> rest) {

  /**
   * Sorts arguments.
   *
   * @param args as given to {@code main}
   * @param flags names of the options without a value
   * @param valued names of the options whose value is the next argument
   * @throws IllegalArgumentException if the last argument is an option that needs a value
   */
  static Arguments parse(String[] args, Set<String> flags, Set<String> valued) {
    Map<String, String> options = new HashMap<>();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (flags.contains(args[i])) {
        options.put(args[i], "");
      } else if (!valued.contains(args[i])) {
        rest.add(args[i]);
      } else if (i + 1 < args.length) {
        options.put(args[i], args[++i]);
      } else {
        throw new IllegalArgumentException(args[i] + ": expected a value");
      }
    }
    return new Arguments(options, rest);
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  String value(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  /**
   * The rest as names of files.
   *
   * @throws IllegalArgumentException if there is none, or one looks like an option
   */
  List<String> files() {
    for (String name : rest) {
      if (name.startsWith("-")) {
        throw new IllegalArgumentException("unknown option " + name);
      }
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("expected a result file");
    }
    return rest;
  }
}
