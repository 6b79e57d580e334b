package io.crema.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs benchmarks, all of them or those that regular expressions name, and writes JMH's results as
 * JSON and beside them the {@link Environment}: {@code results.env.json} for {@code results.json}.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.Suite --out results.json
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.Suite --quick 'FmaPeak|ConvForward'
 * }</pre>
 *
 * <p>A set-up that proves a benchmark wrong ends the run, with nothing written: {@code -foe false}
 * goes on without that benchmark.
 *
 * <p>{@code --quick} makes one fork and short iterations: enough to see that all works, too little
 * to quote. JMH's own options such as {@code -p} and {@code -f} are taken too and win.
 */
public final class Suite {

  private static final String OUT = "--out";
  private static final String DEFAULT_OUT = "results.json";
  private static final String QUICK = "--quick";

  private static final int QUICK_WARMUPS = 2;
  private static final int QUICK_ITERATIONS = 3;
  private static final TimeValue QUICK_TIME = TimeValue.milliseconds(300);

  private Suite() {}

  /**
   * Runs and writes.
   *
   * @param args {@code --out FILE} (without it {@value #DEFAULT_OUT}), {@code --quick}, regular
   *     expressions for names of benchmarks, and JMH's options
   * @throws RunnerException if JMH finds no such benchmark or fails
   * @throws IOException if the environment cannot be written
   */
  public static void main(String[] args) throws RunnerException, IOException {
    try {
      Arguments arguments = Arguments.parse(args, Set.of(QUICK), Set.of(OUT));
      Collection<RunResult> results = new Runner(options(arguments)).run();
      Set<String> vmFlags = new TreeSet<>();
      for (RunResult result : results) {
        vmFlags.addAll(result.getParams().getJvmArgs());
      }
      JvmPath.leaveOut(out(arguments));
      Path file = Environment.fileFor(out(arguments));
      Environment.current(vmFlags).write(file);
      System.out.println("Environment is saved to " + file);
    } catch (IllegalArgumentException | CommandLineOptionException e) {
      System.err.println("Suite: " + e.getMessage());
      System.err.println("usage: Suite [--out RESULTS.json] [--quick] [JMH OPTION | REGEX]...");
      System.exit(2);
    }
  }

  private static Path out(Arguments arguments) {
    return Path.of(arguments.value(OUT, DEFAULT_OUT));
  }

  /**
   * What JMH is to do.
   *
   * @throws CommandLineOptionException if JMH does not know an option
   * @throws IllegalArgumentException if another JVM is asked for than the one running
   */
  static Options options(Arguments arguments) throws CommandLineOptionException {
    CommandLineOptions given = new CommandLineOptions(arguments.rest().toArray(String[]::new));
    if (given.getJvm().hasValue()) {
      throw new IllegalArgumentException("-jvm: run Suite itself with the java to measure");
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .shouldFailOnError(given.shouldFailOnError().orElse(true))
            .resultFormat(ResultFormatType.JSON)
            .result(out(arguments).toString());
    return arguments.has(QUICK) ? quick(options, given).build() : options.build();
  }

  private static ChainedOptionsBuilder quick(ChainedOptionsBuilder options, Options given) {
    return options
        .forks(given.getForkCount().orElse(1))
        .warmupIterations(given.getWarmupIterations().orElse(QUICK_WARMUPS))
        .warmupTime(given.getWarmupTime().orElse(QUICK_TIME))
        .measurementIterations(given.getMeasurementIterations().orElse(QUICK_ITERATIONS))
        .measurementTime(given.getMeasurementTime().orElse(QUICK_TIME));
  }
}
