package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the interface against the routes. */
class OpenApiTest {

  @Test
  void document_operations_areTheRoutes() throws Exception {
    try (TestServer server = new TestServer(TestServer.USUAL)) {
      JsonNode document = server.json("/api/openapi.json");

      Set<String> described = new TreeSet<>();
      for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
        path.getValue()
            .fieldNames()
            .forEachRemaining(
                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
      }
      List<String> routes =
          server.server().routes().stream().map(r -> r.method().name() + " " + r.path()).toList();
      assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
      assertThat(document.path("openapi").asText()).startsWith("3.1");
    }
  }

  @Test
  void document_references_lead() throws Exception {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
      JsonNode document = TestServer.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      List<String> references = document.findValuesAsText("$ref");

      assertThat(references).isNotEmpty();
      for (String reference : references) {
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      }
    }
  }
}
