package io.crema.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program of {@code digits.jar}: handwritten digits, from training to reading them. */
@Command(
    name = "digits",
    description = "Trains, evaluates and uses networks that read handwritten digits.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Train.class,
      Race.class,
      TrainLine.class,
      Evaluate.class,
      Compare.class,
      Calibrate.class,
      Doctor.class,
      Predict.class,
      Serve.class,
      CorruptionSheet.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 the work failed, 2 wrong usage.",
      "For the fast kernels: java --add-modules jdk.incubator.vector -jar digits.jar COMMAND"
    })
public final class Digits implements Runnable {

  @SuppressWarnings("NullAway.Init") // by picocli
  @Spec
  private CommandSpec spec;

  /** The program, for picocli. */
  public Digits() {}

  /**
   * Runs a command and ends the JVM with its exit status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Digits(), args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command: train, race, train-line, evaluate, compare, calibrate, doctor, predict, serve or"
            + " corruption-sheet");
  }
}
