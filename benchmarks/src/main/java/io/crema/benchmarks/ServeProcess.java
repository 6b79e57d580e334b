package io.crema.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code digits serve} in a JVM of its own. */
final class ServeProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([^\"]+)\"");

  /** The last line of a class histogram: instances, then bytes. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private final Process process;
  private final URI address;

  private ServeProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts the server of a {@code digits.jar}. */
  static ServeProcess start(Path digits) throws IOException {
    List<String> command =
        List.of(
            program("java"),
            "--add-modules",
            "jdk.incubator.vector",
            "-jar",
            digits.toString(),
            "serve",
            "--port=0",
            "--json");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    Matcher found = ADDRESS.matcher(line == null ? "" : line);
    if (!found.find()) {
      process.destroyForcibly();
      throw new IOException("serve: expected its address, got " + line);
    }
    return new ServeProcess(process, URI.create(found.group(1)));
  }

  private static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  URI address() {
    return address;
  }

  /** {@return the bytes of all objects that are in use, by full collections} */
  long liveHeapBytes() throws IOException {
    // The streams of the JDK's picture readers have finalizers: they are gone by the second one.
    jcmd("GC.run");
    jcmd("GC.run_finalization");
    String histogram = jcmd("GC.class_histogram");
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("jcmd: expected a class histogram, got " + histogram);
    }
    return Long.parseLong(total.group(1));
  }

  private String jcmd(String command) throws IOException {
    String pid = Long.toString(process.pid());
    Process jcmd = new ProcessBuilder(program("jcmd"), pid, command).start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
