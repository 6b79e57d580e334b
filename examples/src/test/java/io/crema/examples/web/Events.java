package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads streams of events to their ends. */
final class Events {

  private Events() {}

  /**
   * An event.
   *
   * @param name what it is about
   * @param data what it says
   */
  record Told(String name, JsonNode data) {}

  static List<Told> of(TestServer server, String path) {
    try {
      HttpResponse<byte[]> response = server.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      List<Told> events = new ArrayList<>();
      for (String block : new String(response.body(), StandardCharsets.UTF_8).split("\n\n", -1)) {
        if (block.startsWith("event: ")) {
          String[] lines = block.split("\n", 2);
          String data = lines[1].substring("data: ".length());
          events.add(new Told(lines[0].substring("event: ".length()), TestServer.parse(data)));
        }
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
