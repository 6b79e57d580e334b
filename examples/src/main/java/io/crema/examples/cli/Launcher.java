package io.crema.examples.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Runs commands: one line on standard error and an exit status for whatever goes wrong. */
final class Launcher {

  /** Its news about the kernels is in the output of the commands, where it fits in. */
  private static final Logger KERNEL_LOG = Logger.getLogger("io.crema.core.kernel");

  private Launcher() {}

  /** Runs a command and ends the JVM with its exit status: 0 done, 1 failed, 2 wrong usage. */
  static void runAndExit(Object command, String[] args) {
    // Pictures are read and scaled, never shown.
    System.setProperty("java.awt.headless", "true");
    // Files, JSON lines and commands to be typed again are the same everywhere.
    Locale.setDefault(Locale.ROOT);
    System.exit(execute(commandLine(command), args));
  }

  /** {@return the exit status, also where memory ran out or the installation is broken} */
  static int execute(CommandLine line, String[] args) {
    try {
      return line.execute(args);
    } catch (VirtualMachineError | LinkageError e) {
      return failed(e, line);
    }
  }

  static CommandLine commandLine(Object command) {
    KERNEL_LOG.setLevel(Level.WARNING);
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> wrongUsage(e))
        .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line));
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
