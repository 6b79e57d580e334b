package io.crema.examples.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Runs commands: one line on standard error and an exit status for whatever goes wrong. */
final class Launcher {

  /** Its news about the kernels is in the output of the commands, where it fits in. */
  private static final Logger KERNEL_LOG = Logger.getLogger("io.crema.core.kernel");

  /** Java replaces a byte that is no character in the encoding of the locale by this character. */
  private static final char REPLACEMENT = '\uFFFD';

  private Launcher() {}

  /** Runs a command and ends the JVM with its exit status: 0 done, 1 failed, 2 wrong usage. */
  static void runAndExit(Object command, String[] args) {
    // Pictures are read and scaled, never shown.
    System.setProperty("java.awt.headless", "true");
    // Files, JSON lines and commands to be typed again are the same everywhere.
    Locale.setDefault(Locale.ROOT);
    // What ends another thread has nobody to catch it.
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> print(thread.getName(), e));
    System.exit(execute(command, args));
  }

  private static int execute(Object command, String[] args) {
    try {
      return execute(commandLine(command), args);
    } catch (LinkageError | VirtualMachineError e) { // before there is a command line
      return print(command.getClass().getSimpleName().toLowerCase(Locale.ROOT), e);
    }
  }

  private static int print(String name, Throwable e) {
    System.err.println(name + ": " + Failure.describe(e));
    return ExitCode.SOFTWARE;
  }

  /** {@return the exit status, also where memory ran out or the installation is broken} */
  static int execute(CommandLine line, String[] args) {
    try {
      return line.execute(args);
    } catch (Error e) { // picocli catches exceptions
      return failed(e, line);
    }
  }

  static CommandLine commandLine(Object command) {
    KERNEL_LOG.setLevel(Level.WARNING);
    return new CommandLine(command)
        .registerConverter(Path.class, Launcher::path)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line));
  }

  private static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      boolean undecoded = word.indexOf(REPLACEMENT) >= 0;
      throw new TypeConversionException(
          undecoded
              ? "%s: has characters that this locale cannot represent; run Java in a UTF-8 locale, such as"
                      .formatted(word.replace(REPLACEMENT, '?'))
                  + " LC_ALL=C.UTF-8"
              : Failure.describe(e));
    }
  }

  private static int wrongUsage(ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    PrintWriter err = e.getCommandLine().getErr();
    err.println("%s: %s".formatted(name, e.getMessage()));
    err.println("Try %s --help".formatted(name));
    return ExitCode.USAGE;
  }

  private static int failed(Throwable e, CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    line.getErr().println("%s: %s".formatted(name, Failure.describe(e)));
    return ExitCode.SOFTWARE;
  }
}
