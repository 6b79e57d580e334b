package io.crema.examples.web;

import static io.crema.examples.web.TestServer.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are not trained with, over HTTP. */
class TrainingLimitsTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.small();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"network\":\"alexnet\"}",
        "{\"network\":7}",
        "{\"network\":\"lenet\",\"epochs\":0}",
        "{\"network\":\"lenet\",\"epochs\":21}",
        "{\"network\":\"lenet\",\"epochs\":1.5}",
        "{\"network\":\"lenet\",\"epochs\":\"2\"}",
        "{\"network\":\"lenet\",\"epochs\":null}",
        "{\"network\":\"lenet\",\"batchSize\":31}",
        "{\"network\":\"lenet\",\"batchSize\":513}",
        "{\"network\":\"lenet\",\"learningRate\":0}",
        "{\"network\":\"lenet\",\"learningRate\":0.2}",
        "{\"network\":\"lenet\",\"learningRate\":1e999}",
        "{\"network\":\"lenet\",\"limit\":999}",
        "{\"network\":\"lenet\",\"seed\":1e30}",
        "{\"network\":\"lenet\",\"evil\":1}"
      })
  void settings_outOfRange_areRefused(String settings) throws Exception {
    HttpResponse<byte[]> response = server.postJson("/api/training", settings);

    assertProblem(response, 422);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .doesNotContain("alexnet", "evil");
    assertThat(server.json("/api/training").path("state").asText()).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"network\":\"lenet\"} {}", "{\"a\":1,\"a\":2}", "NaN"})
  void settings_noJson_areRefused(String settings) throws Exception {
    assertProblem(server.postJson("/api/training", settings), 400);
  }
}
