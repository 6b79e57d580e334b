package io.crema.examples.cli;

import java.io.PrintWriter;
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
    System.exit(commandLine(command).execute(args));
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

  private static int failed(Exception e, CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    line.getErr().println("%s: %s".formatted(name, Failure.describe(e)));
    return ExitCode.SOFTWARE;
  }
}
