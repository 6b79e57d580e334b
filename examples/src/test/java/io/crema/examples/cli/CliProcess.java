package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the program in a JVM of its own, with options and an environment of its own. */
final class CliProcess {

  private static final long MINUTES = 2;

  private final List<String> options;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path directory = Path.of("").toAbsolutePath();
  private String classPath = System.getProperty("java.class.path");

  /** A JVM as this one, with other options. */
  CliProcess(String... options) {
    this.options = List.of(options);
  }

  /** Runs commands in a directory. */
  CliProcess in(Path other) {
    directory = other;
    return this;
  }

  CliProcess classPath(String path) {
    classPath = path;
    return this;
  }

  CliProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs a command and waits for its end. */
  Cli run(Object... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Digits.class.getName()));
    Stream.of(args).map(Object::toString).forEach(command::add);
    Path out = Files.createTempFile("crema-out", ".txt");
    Path err = Files.createTempFile("crema-err", ".txt");
    try {
      int status = run(command, out, err);
      return new Cli(status, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private int run(List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS"); // the JVM would say that it took them
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }
}
