package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.crema.examples.exam.NoDigitVariation;
import io.crema.examples.exam.NumberPicture;
import io.crema.examples.exam.PictureVariation;
import io.crema.vision.dataset.ImageSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures over HTTP, read with the bundled model. */
class PictureRequestsTest {

  private static TestServer server;
  private static ImageSet digits;

  @BeforeAll
  static void start() {
    server = new TestServer(TestServer.USUAL);
    digits = server.digits().images().test();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static float[] levels(int index) {
    float[] levels = new float[28 * 28];
    digits.readInput(index, levels, 0);
    return levels;
  }

  /** The first test image, a seven, as a picture. */
  private static byte[] seven() {
    return PictureVariation.DARK_ON_WHITE.draw(levels(0), 0);
  }

  private static NumberPicture seventyTwo(NumberPicture.Kind kind) {
    return NumberPicture.draw(List.of(levels(0), levels(1)), kind, 1);
  }

  private static JsonNode predict(String query, byte[] picture) throws Exception {
    var response = server.post("/api/predict" + query, "image/png", picture);
    assertThat(response.statusCode()).isEqualTo(200);
    return TestServer.json(response);
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static double sum(JsonNode numbers) {
    double sum = 0;
    for (JsonNode number : numbers) {
      sum += number.asDouble();
    }
    return sum;
  }

  @Test
  void predict_oneDigit_isTheDigit() throws Exception {
    JsonNode answer = predict("", seven());

    assertThat(fields(answer))
        .containsExactly(
            "kind",
            "digit",
            "confidence",
            "probabilities",
            "size",
            "box",
            "pixels",
            "milliseconds");
    assertThat(answer.path("kind").asText()).isEqualTo("digit");
    assertThat(answer.path("digit").asInt()).isEqualTo(7);
    assertThat(answer.path("confidence").asDouble())
        .isEqualTo(answer.path("probabilities").path(7).asDouble());
    assertThat(sum(answer.path("probabilities"))).isCloseTo(1, within(1e-5));
    assertThat(answer.path("pixels")).hasSize(784);
    assertThat(answer.path("box")).hasSize(4);
    var picture = ImageIO.read(new ByteArrayInputStream(seven()));
    assertThat(answer.path("size").path(0).asInt()).isEqualTo(picture.getWidth());
    assertThat(answer.path("size").path(1).asInt()).isEqualTo(picture.getHeight());
  }

  @Test
  void predict_imageOfMnist_isGivenAsItIs() throws Exception {
    JsonNode answer = predict("?steps=true", server.sample("7-1"));

    byte[] pixels = digits.image(0);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(answer.path("pixels").path(i).asInt()).isEqualTo(pixels[i] & 0xFF);
    }
    assertThat(answer.path("steps")).hasSize(1);
    assertThat(answer.path("steps").path(0).path("name").asText()).isEqualTo("unchanged");
  }

  @Test
  void predict_steps_arePicturesUpToTheCentredDigit() throws Exception {
    JsonNode steps = predict("?steps=true", seven()).path("steps");

    assertThat(steps.size()).isGreaterThan(5);
    assertThat(steps.path(0).path("name").asText()).isEqualTo("shrink");
    assertThat(steps.path(steps.size() - 1).path("name").asText()).isEqualTo("centre");
    for (JsonNode step : steps) {
      String start = "data:image/png;base64,";
      assertThat(step.path("picture").asText()).startsWith(start);
      byte[] png =
          Base64.getDecoder().decode(step.path("picture").asText().substring(start.length()));
      var picture = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(Math.max(picture.getWidth(), picture.getHeight())).isLessThanOrEqualTo(280);
      assertThat(step.path("caption").asText()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"APART", "TOUCHING"})
  void predict_severalDigits_areANumber(NumberPicture.Kind kind) throws Exception {
    JsonNode answer = predict("?steps=true", seventyTwo(kind).file());

    assertThat(answer.path("kind").asText()).isEqualTo("number");
    assertThat(answer.path("number").asText()).isEqualTo("72");
    assertThat(answer.path("digits")).hasSize(2);
    double least = 1;
    for (JsonNode digit : answer.path("digits")) {
      assertThat(fields(digit))
          .containsExactly("digit", "confidence", "probabilities", "box", "pixels");
      assertThat(digit.path("confidence").asDouble())
          .isEqualTo(digit.path("probabilities").path(digit.path("digit").asInt()).asDouble());
      assertThat(digit.path("pixels")).hasSize(784);
      least = Math.min(least, digit.path("confidence").asDouble());
    }
    assertThat(answer.path("confidence").asDouble()).isEqualTo(least);
    assertThat(answer.path("steps").findValuesAsText("name"))
        .endsWith("digit", "digit")
        .doesNotContain("cut");
  }

  @Test
  void predict_severalDigitsButOneWanted_isNone() throws Exception {
    JsonNode answer = predict("?many=false", seventyTwo(NumberPicture.Kind.APART).file());

    assertThat(answer.path("kind").asText()).isEqualTo("none");
    assertThat(answer.path("digit").isNull()).isTrue();
    assertThat(answer.path("reason").asText()).isEqualTo("several digits");
  }

  @Test
  void predict_blankPicture_isNoneWithItsReason() throws Exception {
    JsonNode answer = predict("", NoDigitVariation.BLANK.draw(1));

    assertThat(fields(answer)).containsExactly("kind", "digit", "reason", "size", "milliseconds");
    assertThat(answer.path("reason").asText()).isEqualTo("blank");
  }

  @Test
  void predict_form_isReadLikeTheBareBody() throws Exception {
    byte[] form = Forms.file("image", seven());

    var response = server.post("/api/predict", Forms.TYPE, form);

    assertThat(TestServer.json(response).path("digit").asInt()).isEqualTo(7);
  }

  @Test
  void explain_seven_saysWhichPixelsCount() throws Exception {
    var response = server.post("/api/explain", "image/png", seven());

    JsonNode answer = TestServer.json(response);
    assertThat(answer.path("digit").asInt()).isEqualTo(7);
    for (String map : List.of("pixels", "importance", "gradient")) {
      assertThat(answer.path(map)).as(map).hasSize(784);
    }
    assertThat(answer.path("activations").findValuesAsText("layer"))
        .containsExactly("Conv2D(32, 3x3, same)", "Conv2D(32, 3x3, same)");
    assertThat(answer.path("activations").path(0).path("maps")).hasSize(32);
    assertThat(answer.path("activations").path(0).path("maps").path(0)).hasSize(28 * 28);
  }

  @Test
  void explain_noSingleDigit_isRefused() throws Exception {
    byte[] blank = NoDigitVariation.BLANK.draw(1);

    TestServer.assertProblem(server.post("/api/explain", "image/png", blank), 422);
  }

  @Test
  void predict_networkInTrainingWithoutOne_isNotFound() throws Exception {
    TestServer.assertProblem(server.post("/api/predict?model=training", "image/png", seven()), 404);
  }

  @ParameterizedTest
  @CsvSource({"many=yes", "steps=1", "model=other"})
  void predict_malformedQuery_isRefused(String query) throws Exception {
    TestServer.assertProblem(server.post("/api/predict?" + query, "image/png", seven()), 400);
  }

  @Test
  void samples_ofEachDigit_areFive() throws Exception {
    JsonNode samples = server.json("/api/samples").path("samples");

    assertThat(samples).hasSize(50);
    for (int i = 0; i < 50; i++) {
      JsonNode sample = samples.path(i);
      assertThat(sample.path("digit").asInt()).isEqualTo(i / 5);
      var response = server.get(sample.path("picture").asText());
      assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
      assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth()).isEqualTo(28);
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/samples/x.png", "/api/test-images/10000.png", "/api/test-images/-1.png"})
  void images_thatAreNotThere_areNotFound(String path) throws IOException, InterruptedException {
    TestServer.assertProblem(server.get(path), 404);
  }

  @Test
  void model_facts_areThoseOfTheBundledModel() throws Exception {
    JsonNode facts = server.json("/api/model");

    var model = server.site().model().model();
    assertThat(facts.path("parameters").asLong()).isEqualTo(model.parameterCount());
    assertThat(facts.path("weightsSha256").asText()).isEqualTo(model.weightsSha256());
    assertThat(facts.path("layers")).hasSameSizeAs(model.operators());
    assertThat(facts.path("training").path("network").asText()).isEqualTo("champion");
    assertThat(facts.path("classes")).hasSize(10);
  }

  @Test
  void health_isUp() throws Exception {
    JsonNode health = server.json("/api/health");

    assertThat(health.path("status").asText()).isEqualTo("up");
    assertThat(health.path("kernels").asText()).isEqualTo(System.getProperty("crema.test.kernels"));
  }
}
