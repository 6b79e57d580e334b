package io.crema.nn.io;

import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Softmax;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Fuzzes the JSON of architectures, in a model file without weights, up to a prediction. */
public final class ModelJsonFuzz {

  /** So that no prediction takes long: what a pool does is not counted. */
  private static final LoadOptions OPTIONS = LoadOptions.DEFAULT.maxActivationBytes(1 << 13);

  private ModelJsonFuzz() {}

  /** Loads the classes, which takes the fuzzer more than a second, before inputs are timed. */
  public static void fuzzerInitialize() throws IOException {
    fuzzerTestOneInput(NetworkJson.write(ModelFixture.network()).getBytes(StandardCharsets.UTF_8));
    Network predicts = Network.input(4).add(new Softmax());
    fuzzerTestOneInput(NetworkJson.write(predicts).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Loads a model.
   *
   * @param data a text in UTF-8
   */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    String json = new String(data, StandardCharsets.UTF_8);
    Map<String, String> metadata =
        Map.of("crema.format", format(json), "crema.network", json, "crema.record", "{}");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new SafetensorsWriter(Map.of(), metadata).writeTo(Channels.newChannel(file));
    SavedModel saved;
    try {
      saved = ModelFile.load("fuzz", new ByteArrayInputStream(file.toByteArray()), OPTIONS);
    } catch (SafetensorsException e) {
      return; // a broken architecture is refused
    }
    List<Tensor> inputs =
        saved.model().network().inputShapes().stream()
            .map(shape -> Tensor.zeros(shape.withBatch(1)))
            .toList();
    saved.model().forward(inputs);
  }

  /** Networks of format 1 begin with their one input. */
  private static String format(String json) {
    return json.startsWith("{\"input\":") ? "1" : "2";
  }
}
