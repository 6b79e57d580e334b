package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: their common options and where their words go. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class DigitsCommand implements Callable<Integer> {

  /** Their place in the help: behind those of the command. */
  private static final int COMMON_OPTIONS = 100;

  @SuppressWarnings("NullAway.Init") // by picocli
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--threads",
      order = COMMON_OPTIONS,
      paramLabel = "N",
      description = "Threads to compute with. Default: the processors of this machine.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--json",
      order = COMMON_OPTIONS,
      description =
          "JSON lines on standard output, for programs; everything else on standard error.")
  private boolean json;

  /** {@return the exit status} */
  abstract int run(Workers workers) throws IOException;

  @Override
  public final Integer call() throws IOException {
    requireAtLeastOne("--threads", threads);
    try (Workers workers = new Workers(threads)) {
      return run(workers);
    } catch (ExceptionInInitializerError e) { // the kernels that were asked for are not to be had
      throw new IllegalStateException(Failure.describe(Objects.requireNonNull(e.getCause())), e);
    }
  }

  final boolean json() {
    return json;
  }

  /** {@return where JSON lines go: standard output} */
  final JsonLines jsonLines() {
    return new JsonLines(spec.commandLine().getOut());
  }

  /** {@return where words for people go: standard output, or standard error beside JSON} */
  final PrintWriter text() {
    return json ? errors() : spec.commandLine().getOut();
  }

  final PrintWriter errors() {
    return spec.commandLine().getErr();
  }

  /** {@return the command line as given, from the name of this command on} */
  final String commandLine() {
    String options = String.join(" ", spec.commandLine().getParseResult().originalArgs());
    return options.startsWith(spec.name()) ? options : (spec.name() + " " + options).strip();
  }

  /** {@return the options as given, without some, in their order} */
  final List<String> optionsWithout(Set<String> names) {
    List<String> options = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!names.contains(option.longestName())) {
        options.add(option.longestName());
        if (option.arity().max() > 0) {
          options.addAll(option.originalStringValues());
        }
      }
    }
    return options;
  }

  final void requireAtLeastOne(String option, long value) {
    if (value < 1) {
      throw wrongUsage("%s: expected at least 1, got %d".formatted(option, value));
    }
  }

  final ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
