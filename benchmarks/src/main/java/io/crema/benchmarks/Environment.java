package io.crema.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was made with.
 *
 * @param cpu model, or the architecture where the system does not tell
 * @param processors number of them that Java may use
 * @param os name, version and architecture of the operating system
 * @param javaVendor who built the JDK
 * @param javaVersion full version of the JDK
 * @param vm name of the virtual machine
 * @param vmFlags arguments of the JVMs that measured
 * @param commit of Crema, or {@link GitCommit#UNKNOWN}
 * @param date when the run ended, in UTC
 */
record Environment(
    String cpu,
    int processors,
    String os,
    String javaVendor,
    String javaVersion,
    String vm,
    List<String> vmFlags,
    String commit,
    String date) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final int SHORT_COMMIT = 7;
  private static final int DAY = "2026-01-01".length();

  Environment {
    vmFlags = List.copyOf(vmFlags);
  }

  /** This machine, this JVM, the commit of the current directory, now. */
  static Environment current(Collection<String> vmFlags) {
    return new Environment(
        cpu(CPU_INFO),
        Runtime.getRuntime().availableProcessors(),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version").replaceAll("-.*", ""),
                System.getProperty("os.arch")),
        System.getProperty("java.vendor"),
        System.getProperty("java.runtime.version"),
        System.getProperty("java.vm.name"),
        List.copyOf(vmFlags),
        GitCommit.of(Path.of("")),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The first model name of a file like {@code /proc/cpuinfo}, else the architecture. */
  static String cpu(Path cpuInfo) {
    try {
      for (String line : Files.readAllLines(cpuInfo)) {
        int colon = line.indexOf(':');
        if (colon >= 0 && line.substring(0, colon).strip().equals("model name")) {
          return line.substring(colon + 1).strip();
        }
      }
    } catch (IOException e) {
      // Not Linux: the architecture it is.
    }
    return System.getProperty("os.arch");
  }

  /** The file beside a result file: {@code results.env.json} for {@code results.json}. */
  static Path fileFor(Path results) {
    String name = results.getFileName().toString().replaceAll("\\.json$", "");
    return results.resolveSibling(name + ".env.json");
  }

  /**
   * Writes this as a JSON object.
   *
   * @param file the file to write or replace
   * @throws IOException if that fails
   */
  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("cpu", cpu);
      json.writeNumberField("processors", processors);
      json.writeStringField("os", os);
      json.writeStringField("javaVendor", javaVendor);
      json.writeStringField("javaVersion", javaVersion);
      json.writeStringField("vm", vm);
      json.writeArrayFieldStart("vmFlags");
      for (String flag : vmFlags) {
        json.writeString(flag);
      }
      json.writeEndArray();
      json.writeStringField("commit", commit);
      json.writeStringField("date", date);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file the file
   * @throws IOException if it cannot be read, is no JSON object, or a field is missing
   */
  static Environment read(Path file) throws IOException {
    Map<String, String> texts = new HashMap<>();
    List<String> flags = new ArrayList<>();
    try (JsonParser json = JSON.createParser(Files.newInputStream(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + ": expected a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            flags.add(json.getText());
          }
        } else {
          texts.put(field, json.getText());
        }
      }
    }
    return new Environment(
        field(file, texts, "cpu"),
        processors(file, field(file, texts, "processors")),
        field(file, texts, "os"),
        field(file, texts, "javaVendor"),
        field(file, texts, "javaVersion"),
        field(file, texts, "vm"),
        flags,
        field(file, texts, "commit"),
        field(file, texts, "date"));
  }

  private static String field(Path file, Map<String, String> texts, String name)
      throws IOException {
    String text = texts.get(name);
    if (text == null) {
      throw new IOException("%s: expected a field %s".formatted(file, name));
    }
    return text;
  }

  private static int processors(Path file, String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("%s: processors: expected a number, got %s".formatted(file, text), e);
    }
  }

  /** CPU and JDK, such as {@code AMD EPYC, 2 processors; JDK 25.0.3+9-LTS (Eclipse Adoptium)}. */
  String machine() {
    return "%s, %d %s; JDK %s (%s)"
        .formatted(
            cpu, processors, processors == 1 ? "processor" : "processors", javaVersion, javaVendor);
  }

  /** Everything in a line of Markdown. */
  String summary() {
    return "%s; %s; `%s`; commit %s; %s"
        .formatted(
            machine(),
            os,
            String.join(" ", vmFlags),
            commit.equals(GitCommit.UNKNOWN) ? commit : commit.substring(0, SHORT_COMMIT),
            date.substring(0, DAY));
  }
}
