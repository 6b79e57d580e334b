package io.crema.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command line came to.
 *
 * @param status the exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Cli(int status, String out, String err) {

  /** Runs the program in this JVM. */
  static Cli run(Object... args) {
    return run(new Digits(), args);
  }

  /** Runs the program with the words of a line, which have no blanks in them. */
  static Cli line(String line) {
    return run((Object[]) line.split(" "));
  }

  /** Runs a main class in this JVM. */
  static Cli run(Object command, Object[] args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Launcher.commandLine(command);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = line.execute(List.of(args).stream().map(Object::toString).toArray(String[]::new));
    line.getOut().flush();
    line.getErr().flush();
    return new Cli(status, out.toString(), err.toString());
  }

  List<String> outLines() {
    return out.lines().toList();
  }
}
