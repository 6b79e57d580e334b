package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class of the test sources, run in a JVM of its own: this one's, with other options. */
final class ChildJvm {

  private static final long SECONDS = 60;

  private ChildJvm() {}

  /** {@return what it printed, standard error included, when it has ended without an error} */
  static String run(Path directory, Class<?> main, String... options)
      throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:auto");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(folder(Kernels.class) + System.getProperty("path.separator") + folder(main));
    command.add(main.getName());
    Path output = Files.createTempFile(directory, "child", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as("%s:%n%s", command, printed).isZero();
    return printed;
  }

  /** {@return the value in the line {@code name=value}} */
  static String value(String printed, String name) {
    return printed
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + name + "= in:\n" + printed));
  }

  private static Path folder(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
