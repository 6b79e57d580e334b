package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crema.core.parallel.Workers;
import io.crema.nn.metric.Evaluation;
import io.crema.vision.dataset.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test of the model over HTTP against the library's own evaluation. */
@Timeout(120)
class EvaluationsTest {

  private static TestServer server;
  private static Evaluation expected;
  private static int[] predictions;

  @BeforeAll
  static void start() {
    server = TestServer.small();
    try (Workers workers = new Workers(2)) {
      ImageSet images = server.digits().images().test();
      expected = server.site().model().model().predictor(workers).evaluate(images);
      predictions = expected.predictions();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertExpected(JsonNode evaluation) {
    assertThat(evaluation.path("accuracy").asDouble()).isEqualTo(expected.accuracy());
    assertThat(evaluation.path("f1").asDouble()).isEqualTo(expected.weighted().f1());
    assertThat(evaluation.path("images").asInt()).isEqualTo(2_000);
    assertThat(evaluation.path("seconds").asDouble()).isPositive();
    int[][] matrix = expected.confusionMatrix().toArray();
    for (int truth = 0; truth < matrix.length; truth++) {
      for (int predicted = 0; predicted < matrix.length; predicted++) {
        assertThat(evaluation.path("confusionMatrix").path(truth).path(predicted).asInt())
            .isEqualTo(matrix[truth][predicted]);
      }
    }
  }

  @Test
  void evaluation_ofTheBundledModel_isThatOfTheLibrary() throws Exception {
    assertExpected(server.json("/api/evaluation"));
  }

  @Test
  void stream_anew_tellsHowFarItIsAndEndsWithTheScores() throws Exception {
    List<Events.Told> events = Events.of(server, "/api/evaluation/stream?again=true");

    List<Events.Told> progress = events.subList(0, events.size() - 1);
    assertThat(progress).hasSizeGreaterThanOrEqualTo(10).allMatch(e -> e.name().equals("progress"));
    int last = 0;
    for (Events.Told event : progress) {
      assertThat(event.data().path("done").asInt()).isGreaterThan(last);
      last = event.data().path("done").asInt();
      assertThat(event.data().path("total").asInt()).isEqualTo(2_000);
    }
    assertThat(last).isEqualTo(2_000);
    Events.Told done = events.get(events.size() - 1);
    assertThat(done.name()).isEqualTo("done");
    assertExpected(done.data());
    assertThat(progress.get(progress.size() - 1).data().path("correct").asInt())
        .isEqualTo(expected.confusionMatrix().correct());
  }

  @Test
  void stream_ofADoneTest_isItsScoresAtOnce() throws Exception {
    server.json("/api/evaluation");

    List<Events.Told> events = Events.of(server, "/api/evaluation/stream");

    assertThat(events).hasSize(1);
    assertThat(events.get(0).name()).isEqualTo("done");
  }

  @Test
  void streams_atTheSameTime_shareOneTest() throws Exception {
    server.json("/api/evaluation");
    List<CompletableFuture<List<Events.Told>>> streams = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      streams.add(
          CompletableFuture.supplyAsync(
              () -> Events.of(server, "/api/evaluation/stream?again=true")));
    }
    List<JsonNode> ends = new ArrayList<>();
    for (CompletableFuture<List<Events.Told>> stream : streams) {
      List<Events.Told> events = stream.get(60, TimeUnit.SECONDS);
      ends.add(events.get(events.size() - 1).data());
    }
    // The seconds of two tests would differ.
    assertThat(ends).allMatch(end -> end.equals(ends.get(0)));
  }

  @Test
  void cells_ofConfusions_haveThemLeastSureFirst() throws Exception {
    int wrong = 0;
    for (int i = 0; i < 100; i++) {
      int truth = i / 10;
      int predicted = i % 10;
      int count = expected.confusionMatrix().count(truth, predicted);
      if (truth != predicted && count > 0) {
        JsonNode cell =
            server.json("/api/evaluation/cell?true=%d&predicted=%d".formatted(truth, predicted));
        wrong += count;
        assertThat(cell.path("true").asInt()).isEqualTo(truth);
        assertThat(cell.path("predicted").asInt()).isEqualTo(predicted);
        assertThat(cell.path("count").asInt()).isEqualTo(count);
        assertThat(cell.path("digits")).hasSize(count);
        assertDigits(cell, truth, predicted);
      }
    }
    assertThat(wrong).isPositive();
  }

  @Test
  void cell_ofHits_hasSixtyOfThem() throws Exception {
    JsonNode cell = server.json("/api/evaluation/cell?true=0&predicted=0");

    assertThat(cell.path("count").asInt()).isEqualTo(expected.confusionMatrix().count(0, 0));
    assertThat(cell.path("digits")).hasSize(60);
    assertDigits(cell, 0, 0);
  }

  private static void assertDigits(JsonNode cell, int truth, int predicted) throws Exception {
    double before = 0;
    for (JsonNode digit : cell.path("digits")) {
      int index = digit.path("index").asInt();
      assertThat(server.digits().images().test().label(index)).isEqualTo(truth);
      assertThat(predictions[index]).isEqualTo(predicted);
      assertThat(digit.path("confidence").asDouble()).isGreaterThanOrEqualTo(before);
      before = digit.path("confidence").asDouble();
    }
    String first = cell.path("digits").path(0).path("picture").asText();
    assertThat(server.get(first).headers().firstValue("Content-Type")).hasValue("image/png");
  }

  @Test
  void cell_withoutDigits_isRefused() throws Exception {
    TestServer.assertProblem(server.get("/api/evaluation/cell?true=4"), 400);
    TestServer.assertProblem(server.get("/api/evaluation/cell?true=4&predicted=10"), 400);
  }
}
