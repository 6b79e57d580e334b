package io.crema.examples.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors;
import io.crema.nn.train.EpochResult;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All networks are trained on a tenth of the pictures, which is enough to see that they learn. */
class ArchitecturesTest {

  private static final int DIVISOR = 10;
  private static final int TIMEOUT_SECONDS = 60;

  @TempDir private static Path dir;
  private static List<Trained> all;
  private static String printed;

  @BeforeAll
  static void train() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      all = Architectures.train(dir, DIVISOR);
    } finally {
      System.setOut(out);
    }
    printed = bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void train_everyNetwork_lowersItsLosses() {
    assertThat(all)
        .extracting(Trained::name)
        .containsExactly("u-net", "inception", "two-outputs", "resnet20");
    for (Trained trained : all) {
      List<EpochResult> epochs = trained.history().epochs();
      EpochResult last = epochs.get(epochs.size() - 1);
      assertThat(last.loss()).as(trained.name()).isLessThan(0.8 * epochs.get(0).loss());
    }
  }

  @Test
  void train_results_haveNamesAndArePrinted() {
    assertThat(named("u-net").results()).containsOnlyKeys("iou");
    assertThat(named("two-outputs").results()).containsOnlyKeys("kind_accuracy", "center_distance");
    assertThat(named("two-outputs").history().last().orElseThrow().validationMetrics())
        .containsOnlyKeys("kind_loss", "center_loss", "kind_accuracy", "center_distance");
    for (Trained trained : all) {
      assertThat(printed).contains(trained.model().summary(), "test " + trained.results());
    }
    assertThat(printed).contains("flowchart", "Concat");
  }

  /**
   * The same network has 273,258 in other libraries if its convolutions have biases; the 784 in
   * front of normalizations do nothing.
   */
  @Test
  void resNet20_parameters_areAsManyAsElsewhere() {
    assertThat(named("resnet20").model().parameterCount()).isEqualTo(273_258 - 784);
  }

  @Test
  void train_masks_areDrawn() throws IOException {
    assertThat(ImageIO.read(dir.resolve("u-net.png").toFile()).getWidth()).isGreaterThan(3 * 32);
  }

  /** The other JVM has vector kernels if this one has scalar ones, and the other way round. */
  @ParameterizedTest
  @ValueSource(strings = {"u-net", "inception", "two-outputs", "resnet20"})
  void predict_otherJvmWithOtherKernels_givesTheSameBits(String name) throws Exception {
    Trained trained = named(name);
    Path predictions = dir.resolve(name + "-predictions.safetensors");
    predictInOtherJvm(dir.resolve(name + ".safetensors"), predictions);

    Map<String, Tensor> expected = Architectures.predictions(trained.model(), trained.style());
    Map<String, Tensor> found = Safetensors.read(predictions).tensors();
    assertThat(found).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (output, values) -> {
          assertThat(found.get(output).shape()).isEqualTo(values.shape());
          assertThat(found.get(output).toArray()).as(output).containsExactly(values.toArray());
        });
  }

  /** Left out with the scalar kernels, which give the same bits in more time. */
  @Test
  @EnabledIfSystemProperty(named = "crema.test.kernels", matches = "vector")
  void uNet_allPictures_findsNineTenthsOfThePixels() {
    Trained uNet = Architectures.uNet(1);

    assertThat(uNet.results().get("iou")).isGreaterThanOrEqualTo(0.9);
    assertThat(uNet.history().last().orElseThrow().validationMetrics().get("iou"))
        .isCloseTo(uNet.results().get("iou"), within(0.03));
  }

  private static void predictInOtherJvm(Path model, Path predictions) throws Exception {
    boolean vector = "vector".equals(System.getProperty("crema.test.kernels"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.add("-Dcrema.kernels=" + (vector ? "scalar" : "vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Architectures.class.getName(), "predict"));
    command.addAll(List.of(model.toString(), predictions.toString()));
    File log = dir.resolve("other-jvm.log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Trained named(String name) {
    return all.stream().filter(trained -> trained.name().equals(name)).findFirst().orElseThrow();
  }
}
