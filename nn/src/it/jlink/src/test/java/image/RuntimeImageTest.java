package image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import io.crema.core.tensor.Tensor;
import io.crema.nn.model.Model;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes run-time images of the program in {@code src/program}, with the jlink of the JDK that runs
 * this test, and runs them.
 */
class RuntimeImageTest {

  /** All that the program needs besides the JDK. */
  private static final List<Path> JARS =
      Stream.of(Tensor.class, Model.class, JsonFactory.class).map(RuntimeImageTest::jarOf).toList();

  private static final Path SOURCE = Path.of("src/program/java/program/TinyTraining.java");

  /*
   * Oracles: Wilson 1927; the binomial distribution, 2 P(X <= 5) of 20; Edwards 1948, 19^2 / 40 with
   * one degree of freedom; a temperature of 1 / ln 3, where 1 / (1 + exp(-1 / T)) is 3 / 4.
   */
  private static final List<String> STATISTICS =
      List.of(
          "8 of 10: 0.4902 to 0.9433",
          "5 against 15: p = 0.0414 (exact binomial)",
          "10 against 30: p = 0.00266 (chi-square with correction for continuity)",
          "temperature: 0.910239");

  @TempDir Path folder;

  @Test
  void image_programWithoutVectorApi_usesScalarKernels() throws Exception {
    assertEquals(expectedOutput("scalar"), runImage("module program { requires io.crema.nn; }"));
  }

  @Test
  void image_programRequiresVectorApi_usesVectorKernelsWithoutFlag() throws Exception {
    assertEquals(
        expectedOutput("vector"),
        runImage("module program { requires io.crema.nn; requires jdk.incubator.vector; }"));
  }

  @Test
  void jar_commonsMath3_isInPackagesNotExported() {
    ModuleDescriptor nn =
        ModuleFinder.of(jarOf(Model.class)).find("io.crema.nn").orElseThrow().descriptor();

    assertTrue(nn.packages().contains("io.crema.nn.shaded.math3.random"), nn::toString);
    assertTrue(nn.packages().stream().allMatch(name -> name.startsWith("io.crema.nn.")));
    assertTrue(nn.exports().stream().noneMatch(export -> export.source().contains("shaded")));
    assertEquals(
        Set.of("java.base", "io.crema.core", "com.fasterxml.jackson.core", "org.jspecify"),
        nn.requires().stream().map(ModuleDescriptor.Requires::name).collect(Collectors.toSet()));
  }

  private static List<String> expectedOutput(String kernels) {
    return Stream.concat(
            Stream.of("kernels: " + kernels, "trained: true", "loaded: true"), STATISTICS.stream())
        .toList();
  }

  /** Compiles the program as the given module, links an image with it, and runs that. */
  private List<String> runImage(String moduleInfo) throws Exception {
    Path descriptor = Files.writeString(folder.resolve("module-info.java"), moduleInfo);
    Path classes = folder.resolve("classes");
    Path image = folder.resolve("image");
    String jars = path(JARS);
    run("javac", "-d", classes, "--module-path", jars, descriptor, SOURCE);
    run(
        "jlink",
        "--module-path",
        path(List.of(classes)) + File.pathSeparator + jars,
        "--add-modules",
        "program",
        "--output",
        image);

    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                image.resolve("bin/java").toString(),
                "-m",
                "program/program.TinyTraining",
                folder.resolve("tiny.safetensors").toString())
            .redirectError(errors.toFile())
            .start();
    List<String> output = process.inputReader().lines().toList();
    int status = process.waitFor();
    assertEquals(0, status, output + "\n" + Files.readString(errors));
    return output;
  }

  /** Runs a tool of the JDK that runs this test. */
  private static void run(String tool, Object... arguments) {
    String jdk = "the JDK " + Runtime.version() + " in " + System.getProperty("java.home");
    ToolProvider provider =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new AssertionError(tool + ": expected in " + jdk + ", not found"));
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);

    int status = provider.run(writer, writer, texts);

    writer.flush();
    assertEquals(0, status, () -> "exit status of " + tool + " of " + jdk + ":\n" + messages);
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String path(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
