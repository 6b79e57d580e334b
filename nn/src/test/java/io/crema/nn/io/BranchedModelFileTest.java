package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Tanh;
import io.crema.nn.layer.WeightFactory;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files of branched networks, of custom layers, and of residual layers in format 1. */
class BranchedModelFileTest {

  private static final String FORMAT_2_SHA256 =
      "4c4fa9f324d34a9944493fea4dbadb0427403050132f604bb9812d703d71ac8a";

  private static final float[] FORMAT_2_OUTPUTS = {
    0x1.65c7e6p-2f, 0x1.0724cp-1f, 0x1.1e5024p-2f, 0x1.38fdaap-2f
  };

  @TempDir Path folder;

  private static SavedModel load(byte[] bytes, LayerTypes types) throws IOException {
    return ModelFile.load(
        "bytes", new ByteArrayInputStream(bytes), LoadOptions.DEFAULT.layerTypes(types));
  }

  private static SavedModel roundTrip(Model model) throws IOException {
    byte[] bytes =
        ModelFile.toBytes(new SavedModel(model, TrainingRecord.EMPTY), SaveOptions.DEFAULT);
    return load(bytes, LayerTypes.standard());
  }

  private static void assertEqualOutputs(Model actual, Model expected) {
    List<Tensor> inputs = ModelFixture.branchedInputs();
    List<Tensor> outputs = expected.forward(inputs);
    for (int i = 0; i < outputs.size(); i++) {
      assertThat(actual.forward(inputs).get(i).toArray()).isEqualTo(outputs.get(i).toArray());
    }
  }

  @Test
  void load_savedBranchedModel_isTheSameModel() throws IOException {
    SavedModel saved = ModelFixture.branchedModel();

    SavedModel loaded = load(ModelFile.toBytes(saved, SaveOptions.DEFAULT), LayerTypes.standard());

    Network network = loaded.model().network();
    assertThat(network).isEqualTo(saved.model().network());
    assertThat(network.nodes())
        .extracting(Node::name)
        .containsExactlyElementsOf(
            saved.model().network().nodes().stream().map(Node::name).toList());
    assertThat(network.inputs()).extracting(Node::name).containsExactly("facts", "image");
    assertThat(network.outputs()).extracting(Node::name).containsExactly("map", "digit");
    assertThat(loaded.model().weightsSha256()).isEqualTo(saved.model().weightsSha256());
    assertThat(loaded.classNames()).isEqualTo(ModelFixture.CLASS_NAMES);
    assertThat(loaded.preparation()).isEqualTo(ModelFixture.PREPARATION);
    assertThat(loaded.record()).isEqualTo(ModelFixture.RECORD);
    assertEqualOutputs(loaded.model(), saved.model());
  }

  /** What this library once wrote, and what it then predicted. */
  @Test
  void load_keptFileOfFormat2_predictsTheSameBits() throws IOException {
    try (InputStream in = BranchedModelFileTest.class.getResourceAsStream(ModelFixture.FORMAT_2)) {
      SavedModel saved = ModelFile.load(ModelFixture.FORMAT_2, in);

      assertThat(saved.record()).isEqualTo(ModelFixture.RECORD);
      assertThat(saved.classNames()).isEqualTo(ModelFixture.CLASS_NAMES);
      assertThat(saved.preparation()).isEqualTo(ModelFixture.PREPARATION);
      assertThat(saved.model().network()).isEqualTo(ModelFixture.branched());
      assertThat(saved.model().weightsSha256()).isEqualTo(FORMAT_2_SHA256);
      assertThat(saved.model().forward(ModelFixture.branchedInputs()).get(1).toArray())
          .isEqualTo(FORMAT_2_OUTPUTS);
    }
  }

  @Test
  void save_streamBytesAndFile_areEqual() throws IOException {
    SavedModel saved = ModelFixture.branchedModel();
    Path file = folder.resolve("model.safetensors");
    ByteArrayOutputStream stream = new ByteArrayOutputStream();

    ModelFile.save(file, saved, SaveOptions.DEFAULT);
    ModelFile.save(stream, saved, SaveOptions.DEFAULT);

    assertThat(stream.toByteArray()).isEqualTo(Files.readAllBytes(file));
    assertThat(ModelFile.toBytes(saved, SaveOptions.DEFAULT)).isEqualTo(stream.toByteArray());
  }

  @Test
  void save_factsInAnotherOrder_givesTheSameBytes() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("résumé", "é");
    facts.put("color", "rgb");
    InputPreparation given = ModelFixture.PREPARATION;
    SavedModel saved = ModelFixture.branchedModel();
    SavedModel other =
        saved.withPreparation(new InputPreparation(given.scale(), given.offset(), facts));

    assertThat(ModelFile.toBytes(other, SaveOptions.DEFAULT))
        .isEqualTo(ModelFile.toBytes(saved, SaveOptions.DEFAULT));
  }

  private static String trained(Model model) {
    Tensor values = Tensor.of(Shape.of(2, 6), Arrays.copyOf(ModelFixture.inputs().array(), 12));
    new Trainer()
        .epochs(3)
        .batchSize(2)
        .loss(new MeanSquaredError())
        .fit(model, TensorSamples.of(values, values));
    return model.weightsSha256();
  }

  @Test
  void fit_loadedModelWithDropoutInBlocks_drawsTheNumbersOfTheSavedOne() throws IOException {
    Network network =
        Network.input(6)
            .add("first", new Dropout(0.3))
            .add(new Residual(new Dense(6), new Dropout(0.4), new Residual(new Dropout(0.2))))
            .add("named", new Residual(new Dropout(0.1), new Dense(6)));
    Model loaded = roundTrip(Model.initialize(network, 2)).model();

    assertThat(trained(loaded)).isEqualTo(trained(Model.initialize(network, 2)));
  }

  @Test
  void load_residualOfFormat1_hasTheNamesThatItHad() throws IOException {
    String dense = "{\"type\":\"dense\",\"config\":{\"units\":2,\"initializer\":\"zeros\"}}";
    String network =
        "{\"input\":[2],\"layers\":[%s,{\"type\":\"residual\",\"layers\":[%s,{\"type\":\"relu\",\"config\":{}},%s]},%s]}"
            .formatted(dense, dense, dense, dense);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int value = 1;
    for (String name : List.of("dense_1", "residual_1.dense_1", "residual_1.dense_2", "dense_2")) {
      tensors.put(name + ".weights", Tensor.of(Shape.of(2, 2), new float[] {value, 0, 0, value}));
      tensors.put(name + ".bias", Tensor.of(Shape.of(2), new float[] {0, -value}));
      value++;
    }
    Path file = folder.resolve("old.safetensors");
    Safetensors.write(
        file, tensors, Map.of("crema.format", "1", "crema.network", network, "crema.record", "{}"));

    Model model = ModelFile.load(file).model();

    assertThat(model.network().nodes())
        .extracting(Node::name)
        .containsExactly(
            "input",
            "dense_1",
            "residual_1.dense_1",
            "residual_1.relu_1",
            "residual_1.dense_2",
            "residual_1.add_1",
            "dense_2");
    // (1, 2) -> (1, 1) -> (2, 0) -> (2, 0) -> (6, -3) + (1, 1) -> (28, -12)
    assertThat(model.forward(Tensor.of(Shape.of(1, 2), new float[] {1, 2})).toArray())
        .containsExactly(28, -12);
    assertThat(roundTrip(model).model().network()).isEqualTo(model.network());
  }

  /** A layer that is described by a list and another layer. */
  private record Wrapper(String type, List<?> list, Layer inner) implements Layer {

    static Wrapper of(LayerConfig config) {
      return new Wrapper("wrapper", config.list("list"), config.operator("inner", Layer.class));
    }

    @Override
    public LayerConfig config() {
      return LayerConfig.EMPTY.with("list", list).with("inner", inner);
    }

    @Override
    public Shape outputShape(Shape input) {
      return inner.outputShape(input);
    }

    @Override
    public BoundLayer bind(Shape input, WeightFactory weights) {
      return inner.bind(input, weights);
    }
  }

  private static SavedModel saved(Layer layer) {
    return new SavedModel(
        Model.initialize(Network.input(4).add("custom", layer), 1), TrainingRecord.EMPTY);
  }

  @Test
  void load_nestedConfig_isTheSameLayer() throws IOException {
    List<Object> list = List.of(1L, -0.5, true, "text \"ü\"", List.of(2L, List.of()), new ReLU());
    Layer layer = new Wrapper("wrapper", list, new Wrapper("wrapper", List.of(), new Dense(3)));
    LayerTypes types = LayerTypes.standard().with("wrapper", Wrapper::of);
    byte[] bytes = ModelFile.toBytes(saved(layer), SaveOptions.DEFAULT.layerTypes(types));

    SavedModel loaded = load(bytes, types);

    assertThat(loaded.model().network().output().operator()).contains(layer);
    assertThat(loaded.model().parameters()).hasSize(2);
  }

  @Test
  void save_customLayerThatIsNotRegistered_isRefused() {
    SavedModel saved = saved(new Wrapper("wrapper", List.of(), new Tanh()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.toBytes(saved, SaveOptions.DEFAULT))
        .withMessage(
            "node custom: Wrapper[type=wrapper, list=[], inner=Tanh]: expected a registered type,"
                + " got wrapper, which could not be loaded again; pass"
                + " SaveOptions.DEFAULT.layerTypes(LayerTypes.standard().with(type, maker))");
  }

  @Test
  void save_customLayerOfAStandardType_isRefused() {
    SavedModel saved = saved(new Wrapper("relu", List.of(), new Tanh()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.toBytes(saved, SaveOptions.DEFAULT))
        .withMessage(
            "node custom: Wrapper[type=relu, list=[], inner=Tanh]: expected a layer that is made"
                + " again from its type relu and config {list=[], inner=Tanh}, got ReLU");
  }

  @Test
  void save_layerInAConfigThatIsNotRegistered_isRefused() {
    LayerTypes types = LayerTypes.standard().with("wrapper", Wrapper::of);
    Layer inner = new Wrapper("other", List.of(), new Tanh());
    SavedModel saved = saved(new Wrapper("wrapper", List.of(), inner));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.toBytes(saved, SaveOptions.DEFAULT.layerTypes(types)))
        .withMessageContaining("expected a registered type, got other");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without NullAway may pass
  void load_missingResource_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ModelFile.load("x", BranchedModelFileTest.class.getResourceAsStream("missing")))
        .withMessage(
            "x: expected a stream, got null; getResourceAsStream gives that for a resource that"
                + " does not exist");
  }

  @Test
  void load_flattenAlone_keepsItsName() throws IOException {
    Model model = Model.initialize(Network.input(2, 2, 1).add("a.b", new Flatten()), 1);

    assertThat(roundTrip(model).model().network().output().name()).isEqualTo("a.b");
  }
}
