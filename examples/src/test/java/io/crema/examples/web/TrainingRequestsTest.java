package io.crema.examples.web;

import static io.crema.examples.web.TestServer.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.model.Model;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trainings over HTTP. */
@Timeout(120)
class TrainingRequestsTest {

  private static final String SMALL =
      "{\"network\":\"lenet\",\"epochs\":2,\"batchSize\":64,\"limit\":2000,\"seed\":3}";
  private static final String LONG = "{\"network\":\"lenet\",\"epochs\":20}";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.small();
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.log()).isEmpty();
  }

  private static List<JsonNode> named(List<Events.Told> events, String name) {
    return events.stream().filter(e -> e.name().equals(name)).map(Events.Told::data).toList();
  }

  @Test
  void training_before_isNone() throws Exception {
    assertThat(server.json("/api/training").toString()).isEqualTo("{\"state\":\"none\"}");
    assertThat(Events.of(server, "/api/training/stream").get(0).name()).isEqualTo("state");
    assertProblem(server.send(server.request("/api/training").DELETE()), 409);
  }

  @Test
  void training_toItsEnd_isToldAndLearns() throws Exception {
    HttpResponse<byte[]> started = server.postJson("/api/training", SMALL);
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(new String(started.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":1,\"state\":\"running\"}");

    List<Events.Told> events = Events.of(server, "/api/training/stream");

    JsonNode done = events.get(events.size() - 1).data();
    assertThat(events.get(0).name()).isEqualTo("state");
    assertThat(events.get(events.size() - 1).name()).isEqualTo("done");
    assertThat(done).isEqualTo(server.json("/api/training"));
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("settings").toString())
        .isEqualTo(
            "{\"network\":\"lenet\",\"epochs\":2,\"batchSize\":64,\"learningRate\":0.003,"
                + "\"seed\":3,\"limit\":2000}");
    assertThat(done.path("history")).hasSize(2);
    assertThat(done.path("history").path(1).path("loss").asDouble())
        .isLessThan(done.path("history").path(0).path("loss").asDouble());
    assertThat(done.path("history").path(1).path("validationAccuracy").asDouble())
        .isGreaterThan(0.8);
    assertThat(done.path("testAccuracy").asDouble()).isGreaterThan(0.8);
    assertThat(named(events, "epoch").get(1)).isEqualTo(done.path("history").path(1));
    assertBatches(named(events, "batch"));
    assertFilters(named(events, "filters"));
  }

  private static void assertBatches(List<JsonNode> batches) {
    JsonNode last = batches.get(batches.size() - 1);
    assertThat(last.path("epoch").asInt()).isEqualTo(2);
    assertThat(last.path("epochs").asInt()).isEqualTo(2);
    assertThat(last.path("batch").asInt()).isEqualTo(32);
    assertThat(last.path("batches").asInt()).isEqualTo(32);
    assertThat(last.path("secondsLeft").asDouble()).isZero();
    for (JsonNode batch : batches) {
      assertThat(batch.path("imagesPerSecond").asDouble()).isPositive();
      assertThat(batch.path("loss").asDouble()).isPositive();
    }
  }

  private static void assertFilters(List<JsonNode> filters) {
    assertThat(filters).isNotEmpty();
    JsonNode last = filters.get(filters.size() - 1);
    assertThat(last.path("width").asInt()).isEqualTo(5);
    assertThat(last.path("height").asInt()).isEqualTo(5);
    assertThat(last.path("maps")).hasSize(6);
    for (JsonNode map : last.path("maps")) {
      List<Integer> levels = new ArrayList<>();
      map.forEach(level -> levels.add(level.asInt()));
      assertThat(levels).hasSize(25).contains(0, 255).allMatch(level -> level >= 0 && level <= 255);
    }
  }

  @Test
  void training_whileItRuns_answersPicturesAndIsStopped() throws Exception {
    byte[] seven = server.sample("7-1");
    assertThat(server.postJson("/api/training", LONG).statusCode()).isEqualTo(202);
    assertProblem(server.postJson("/api/training", SMALL), 409);

    HttpResponse<byte[]> learning;
    do {
      learning = server.post("/api/predict?model=training", "image/png", seven);
    } while (learning.statusCode() == 404); // not a batch yet
    assertThat(TestServer.json(learning).path("kind").asText()).isEqualTo("digit");
    long start = System.nanoTime();
    HttpResponse<byte[]> loaded = server.post("/api/predict", "image/png", seven);
    assertThat(TestServer.json(loaded).path("digit").asInt()).isEqualTo(7);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    var explained = server.post("/api/explain?model=training", "image/png", seven);
    assertThat(TestServer.json(explained).path("activations")).hasSize(2);

    HttpResponse<byte[]> stopping = server.send(server.request("/api/training").DELETE());
    assertThat(stopping.statusCode()).isEqualTo(202);
    assertThat(new String(stopping.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"state\":\"stopping\"}");
    List<Events.Told> events = Events.of(server, "/api/training/stream");
    JsonNode done = events.get(events.size() - 1).data();
    assertThat(done.path("state").asText()).isEqualTo("stopped");
    assertThat(server.postJson("/api/training", SMALL).statusCode()).isEqualTo(202);
  }

  /** The weights at the end are those of a training without a server, bit for bit. */
  @Test
  void training_ofASeed_isThatOfTheLibrary() throws Exception {
    byte[] image = server.sample("3-2");
    server.postJson("/api/training", SMALL);
    Events.of(server, "/api/training/stream");
    var answer = server.post("/api/predict?model=training", "image/png", image);

    TrainingSettings settings = new TrainingSettings("lenet", 2, 64, 0.003, 3, 2000);
    Site.Digits site = server.digits();
    var model = Model.initialize(site.courses().network("lenet"), 3);
    site.courses().trainer(settings).fit(model, site.images().train().limit(2000));
    var pixels = TestServer.json(answer).path("pixels");
    float[] levels = new float[784];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = pixels.path(i).asInt() / 255f;
    }
    float[] expected =
        model.predictProbabilities(Tensor.of(Shape.of(1, 28, 28, 1), levels)).toArray();
    for (int digit = 0; digit < 10; digit++) {
      assertThat((float) TestServer.json(answer).path("probabilities").path(digit).asDouble())
          .isEqualTo(expected[digit]);
    }
  }

  @Test
  void training_thatDiverges_saysWhy() throws Exception {
    String fast = "{\"network\":\"reference\",\"epochs\":1,\"limit\":1000,\"learningRate\":0.1}";
    server.postJson("/api/training", fast);

    List<Events.Told> events = Events.of(server, "/api/training/stream");

    // Whether it does is the network's business; the end must be told either way.
    JsonNode done = events.get(events.size() - 1).data();
    assertThat(done.path("state").asText()).isIn("done", "failed");
    assertThat(done.has("reason")).isEqualTo(done.path("state").asText().equals("failed"));
  }
}
