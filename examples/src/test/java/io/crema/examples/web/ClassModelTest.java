package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crema.core.parallel.Workers;
import io.crema.examples.cli.BundledSite;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.model.Model;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of three named classes of colour pictures over HTTP. */
class ClassModelTest {

  @TempDir private static Path dir;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.of(ColorModel.save(dir.resolve("colors.safetensors")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode post(String path, Color color) throws Exception {
    var response = server.post(path, "image/png", ColorModel.picture(color));
    assertThat(response.statusCode()).isEqualTo(200);
    return TestServer.json(response);
  }

  private static BufferedImage decode(String address) throws IOException {
    String start = "data:image/png;base64,";
    assertThat(address).startsWith(start);
    byte[] png = Base64.getDecoder().decode(address.substring(start.length()));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void model_facts_nameClassesAndShape() throws Exception {
    JsonNode facts = server.json("/api/model");

    assertThat(facts.path("classes"))
        .extracting(JsonNode::asText)
        .containsExactly("blue", "green", "red");
    assertThat(facts.path("reads").asText()).isEqualTo("classes");
    assertThat(facts.path("input")).extracting(JsonNode::asInt).containsExactly(32, 32, 3);
    assertThat(facts.path("explains").asBoolean()).isTrue();
    assertThat(facts.path("name").asText()).isEqualTo("colors.safetensors");
  }

  @ParameterizedTest
  @CsvSource({"0000FF, blue, 0", "00FF00, green, 1", "FF0000, red, 2"})
  void predict_colorPicture_isItsClass(String rgb, String name, int index) throws Exception {
    JsonNode answer = post("/api/predict", new Color(Integer.parseInt(rgb, 16)));

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "kind",
            "class",
            "index",
            "confidence",
            "top",
            "probabilities",
            "input",
            "milliseconds");
    assertThat(answer.path("kind").asText()).isEqualTo("class");
    assertThat(answer.path("class").asText()).isEqualTo(name);
    assertThat(answer.path("index").asInt()).isEqualTo(index);
    assertThat(answer.path("probabilities")).hasSize(3);
    assertThat(answer.path("top")).hasSize(3);
    assertThat(answer.path("top").path(0).path("class").asText()).isEqualTo(name);
    assertThat(answer.path("top").path(0).path("probability")).isEqualTo(answer.path("confidence"));
  }

  @Test
  void predict_colorPicture_showsTheInputInColor() throws Exception {
    BufferedImage input = decode(post("/api/predict", Color.RED).path("input").asText());

    assertThat(input.getWidth()).isEqualTo(32);
    assertThat(input.getHeight()).isEqualTo(32);
    assertThat(input.getRGB(16, 16)).isEqualTo(Color.RED.getRGB());
  }

  @Test
  void predict_form_isReadLikeTheBareBody() throws Exception {
    byte[] form = Forms.file("image", ColorModel.picture(Color.GREEN));

    var response = server.post("/api/predict", Forms.TYPE, form);

    assertThat(TestServer.json(response).path("class").asText()).isEqualTo("green");
  }

  @Test
  void explain_colorPicture_hasAMapAndActivations() throws Exception {
    JsonNode answer = post("/api/explain", Color.RED);

    assertThat(answer.path("class").asText()).isEqualTo("red");
    assertThat(answer.path("columns").asInt()).isEqualTo(32);
    assertThat(answer.path("rows").asInt()).isEqualTo(32);
    assertThat(answer.path("importance")).hasSize(32 * 32);
    assertThat(answer.path("activations")).hasSize(1);
    assertThat(decode(answer.path("input").asText()).getWidth()).isEqualTo(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/predict", "/api/explain"})
  void post_textNamedAsAPicture_isRefused(String path) throws Exception {
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);

    TestServer.assertProblem(server.post(path, "image/jpeg", text), 422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/samples", "/api/evaluation", "/api/training", "/api/test-images/0.png"})
  void get_whatIsForDigitsAlone_isNotFound(String path) throws Exception {
    TestServer.assertProblem(server.get(path), 404);
  }

  @Test
  void predict_networkInTraining_isNotFound() throws Exception {
    byte[] picture = ColorModel.picture(Color.RED);

    TestServer.assertProblem(server.post("/api/predict?model=training", "image/png", picture), 404);
  }

  @Test
  void load_modelThatDoesNotTakePictures_isRefusedInOneLine() throws IOException {
    Path file = dir.resolve("numbers.safetensors");
    Model model = Model.initialize(Network.input(4).add(new Dense(3)), 1);
    ModelFile.save(file, model, TrainingRecord.EMPTY);

    assertRefused(file);
  }

  @Test
  void load_modelOfSeveralInputs_isRefusedInOneLine() throws IOException {
    Path file = dir.resolve("two-inputs.safetensors");
    Node left = Node.input(8, 8, 3).then(new Flatten()).then(new Dense(3));
    Node right = Node.input(8, 8, 3).then(new Flatten()).then(new Dense(3));
    Model model = Model.initialize(Network.of(Node.join(new Add(), left, right)), 1);
    ModelFile.save(file, model, TrainingRecord.EMPTY);

    assertRefused(file);
  }

  private static void assertRefused(Path file) {
    try (Workers workers = new Workers(1)) {
      assertThatThrownBy(() -> BundledSite.load(file, workers))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(
              "expected a network from pictures [H, W, 1] or [H, W, 3] to classes")
          .hasMessageNotContaining("\n");
    }
  }
}
