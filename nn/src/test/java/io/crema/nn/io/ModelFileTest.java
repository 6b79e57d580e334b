package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Residual;
import io.crema.nn.init.Initializer;
import io.crema.nn.io.Safetensors.WriteOption;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.Kernel2D;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Padding;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.Softmax;
import io.crema.nn.layer.Tanh;
import io.crema.nn.layer.ZeroPadding2D;
import io.crema.nn.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

  private static final TrainingRecord RECORD =
      TrainingRecord.EMPTY.with("seed", "7").with("command", "train \"all\" ü");

  private static final String DENSE =
      "{\"input\":[3],\"layers\":[{\"type\":\"dense\",\"config\":{\"units\":2,"
          + "\"initializer\":\"he_normal\"}}]}";

  private static final String FORMAT_1_SHA256 =
      "e9a9d0cd4f8648436b4521ed237abd20224021ef5af575f283c9c00837b0096a";

  private static final float[] FORMAT_1_OUTPUTS = {
    0x1.88e3fp-2f, 0x1.aca6fep-3f, 0x1.a0c89p-2f, 0x1.898c18p-2f, 0x1.a836b8p-3f, 0x1.a2588cp-2f
  };

  @TempDir Path folder;

  private static Network everyLayer() {
    return Network.input(12, 12, 2)
        .add(new ZeroPadding2D(1, 2, 0, 1))
        .add(
            new Conv2D(
                5, Kernel2D.of(3, 2).stride(2, 1).same(), 1, Initializer.GLOROT_UNIFORM, true))
        .add(new BatchNorm(0.75, 0.01, 8))
        .add(new ReLU())
        .add(new DepthwiseConv2D(Kernel2D.of(2, 3).same(), 1, Initializer.HE_UNIFORM, true))
        .add(new MaxPool2D(2))
        .add(new Conv2D(4, 1).initializer(Initializer.HE_UNIFORM))
        .add(new LeakyReLU(0.1))
        .add(new Residual(new Conv2D(4, 3).same(), new Residual(new Conv2D(4, 1)), new ReLU()))
        .add(new AveragePool2D(2, 2, 1, 1, Padding.SAME))
        .add(new Sigmoid())
        .add(new GlobalAveragePool2D())
        .add(new Flatten())
        .add(new Dense(6))
        .add(new Tanh())
        .add(new Dropout(0.25))
        .add(new Dense(3, Initializer.GLOROT_NORMAL, true))
        .add(new Softmax());
  }

  @Test
  void load_savedModelOfEveryLayer_isTheSameModel() throws IOException {
    Model model = Model.initialize(everyLayer(), 3);
    Path file = folder.resolve("model.safetensors");
    ModelFile.save(file, model, RECORD);

    SavedModel saved = ModelFile.load(file);

    assertThat(saved.record()).isEqualTo(RECORD);
    assertThat(saved.model().network()).isEqualTo(model.network());
    assertThat(saved.model().weightsSha256()).isEqualTo(model.weightsSha256());
    assertThat(saved.model().network().groupSize()).isEqualTo(8);
    Tensor inputs = Tensor.zeros(Shape.of(3, 12, 12, 2));
    inputs.fill(0.5f);
    assertThat(saved.model().forward(inputs).toArray()).isEqualTo(model.forward(inputs).toArray());
  }

  @Test
  void load_stream_isTheSameModel() throws IOException {
    Model model = Model.initialize(everyLayer(), 3);
    Path file = folder.resolve("model.safetensors");
    ModelFile.save(file, model, RECORD);
    try (InputStream in = Files.newInputStream(file)) {
      assertThat(ModelFile.load("a stream", in).model().weightsSha256())
          .isEqualTo(model.weightsSha256());
    }
  }

  /** What this library once wrote, and what it then predicted. */
  @Test
  void load_keptFileOfFormat1_predictsTheSameBits() throws IOException {
    try (InputStream in = ModelFileTest.class.getResourceAsStream(ModelFixture.FORMAT_1)) {
      SavedModel saved = ModelFile.load(ModelFixture.FORMAT_1, in);

      assertThat(saved.record()).isEqualTo(ModelFixture.RECORD);
      assertThat(saved.model().network()).isEqualTo(ModelFixture.network());
      assertThat(saved.model().weightsSha256()).isEqualTo(FORMAT_1_SHA256);
      assertThat(saved.model().forward(ModelFixture.inputs()).toArray())
          .isEqualTo(FORMAT_1_OUTPUTS);
    }
  }

  @Test
  void save_f16_isReadAsTheRoundedWeights() throws IOException {
    Model model = ModelFixture.model();
    Path full = folder.resolve("full");
    Path half = folder.resolve("half");
    ModelFile.save(full, model, RECORD);
    ModelFile.save(half, model, RECORD, WriteOption.F16);

    Model read = ModelFile.load(half).model();

    assertThat(Files.size(half)).isLessThan(Files.size(full) - model.parameterCount());
    for (int i = 0; i < model.parameters().size(); i++) {
      float[] expected = model.parameters().get(i).value().toArray();
      for (int j = 0; j < expected.length; j++) {
        expected[j] = HalfFloat.toFloat(HalfFloat.of(expected[j]));
      }
      assertThat(read.parameters().get(i).value().toArray()).isEqualTo(expected);
    }
  }

  @Test
  void load_nonFiniteWeight_isRefusedUnlessAllowed() throws IOException {
    Path file = write("1", DENSE, denseTensors());
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - Float.BYTES, Float.NaN);
    Files.write(file, bytes);

    assertRefused(file, "expected a finite number, found NaN");
    Model model = ModelFile.load(file, LoadOptions.DEFAULT.withNonFinite()).model();
    assertThat(model.parameters().get(0).value().get(2, 1)).isNaN();
  }

  /* 400 million values for the input alone. */
  @Test
  void load_activationsOverTheLimit_isRefusedUnlessAllowed() throws IOException {
    String pool = "{\"input\":[20000,20000,1],\"layers\":[{\"type\":\"relu\",\"config\":{}}]}";
    Path file = write("1", pool, Map.of());

    assertRefused(
        file,
        "activations of 3200000000 bytes for one input, more than the 268435456 that LoadOptions"
            + " allow");
    LoadOptions options = LoadOptions.DEFAULT.maxActivationBytes(3_200_000_000L);
    assertThat(ModelFile.load(file, options).model().parameterCount()).isZero();
  }

  @Test
  void maxActivationBytes_zero_isRefused() {
    assertThatThrownBy(() -> LoadOptions.DEFAULT.maxActivationBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxActivationBytes: expected at least 1, got 0");
  }

  @Test
  void save_sameModelTwice_givesTheSameBytes() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    ModelFile.save(first, Model.initialize(everyLayer(), 3), RECORD);
    ModelFile.save(second, Model.initialize(everyLayer(), 3), RECORD);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  private Path write(String format, String network, Map<String, Tensor> tensors)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("crema.format", format);
    metadata.put("crema.network", network);
    metadata.put("crema.record", "{}");
    Path file = folder.resolve("broken.safetensors");
    Safetensors.write(file, tensors, metadata);
    return file;
  }

  private static Map<String, Tensor> denseTensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("dense_1.weights", Tensor.zeros(Shape.of(3, 2)));
    tensors.put("dense_1.bias", Tensor.zeros(Shape.of(2)));
    return tensors;
  }

  private static void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> ModelFile.load(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(parts);
  }

  @Test
  void load_handWrittenFile_works() throws IOException {
    assertThat(ModelFile.load(write("1", DENSE, denseTensors())).model().parameterCount())
        .isEqualTo(8);
  }

  private static String nested(int depth) {
    return "{\"input\":[3],\"layers\":["
        + "{\"type\":\"residual\",\"layers\":[".repeat(depth)
        + "{\"type\":\"dense\",\"config\":{\"units\":3,\"initializer\":\"zeros\"}}"
        + "]}".repeat(depth)
        + "]}";
  }

  @Test
  void load_residualsInResiduals_works() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    String prefix = "residual_1.".repeat(100);
    tensors.put(prefix + "dense_1.weights", Tensor.zeros(Shape.of(3, 3)));
    tensors.put(prefix + "dense_1.bias", Tensor.zeros(Shape.of(3)));

    Model model = ModelFile.load(write("1", nested(100), tensors)).model();

    assertThat(model.parameterCount()).isEqualTo(12);
  }

  @Test
  void load_residualsTooDeep_isRefused() throws IOException {
    assertRefused(write("1", nested(10_000), denseTensors()), "crema.network", "depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"layers\":[{\"type\":\"dense\" | \"config\":[{\"type\":\"dense\" | expected \"layers\"",
        "\"units\":3 | \"units\":4 | expected layers that give the shape of the input, [3], got [4]",
        "}}]} | }}],\"a\":1} | expected END_OBJECT, found FIELD_NAME",
        "\"residual\",\"layers\":[ | \"residual\",\"layers\":[]}, | Residual: expected at least one",
      })
  void load_brokenResidual_isRefused(String part, String broken, String message)
      throws IOException {
    assertRefused(write("1", nested(1).replace(part, broken), denseTensors()), message);
  }

  @Test
  void load_otherFormat_isRefused() throws IOException {
    assertRefused(write("3", DENSE, denseTensors()), "crema.format", "expected 1 or 2, found 3");
  }

  @Test
  void load_noModel_isRefused() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, denseTensors(), Map.of());
    assertRefused(file, "crema.format", "not a model saved by Crema");
  }

  @Test
  void load_missingParameter_isRefused() throws IOException {
    Map<String, Tensor> tensors = denseTensors();
    tensors.remove("dense_1.bias");
    assertRefused(write("1", DENSE, tensors), "dense_1.bias", "expected [2], found none");
  }

  @Test
  void load_parameterOfAnotherShape_isRefused() throws IOException {
    Map<String, Tensor> tensors = denseTensors();
    tensors.put("dense_1.weights", Tensor.zeros(Shape.of(2, 3)));
    assertRefused(write("1", DENSE, tensors), "dense_1.weights", "expected [3, 2], found [2, 3]");
  }

  @Test
  void load_parameterOfNoLayer_isRefused() throws IOException {
    Map<String, Tensor> tensors = denseTensors();
    tensors.put("dense_2.bias", Tensor.zeros(Shape.of(2)));
    assertRefused(write("1", DENSE, tensors), "expected 2, found 3", "dense_2.bias");
  }

  @Test
  void load_architectureLargerThanTheFile_isRefusedWithoutAllocatingIt() throws IOException {
    String huge = DENSE.replace("\"units\":2", "\"units\":500000000");
    Path file = write("1", huge, denseTensors());
    LoadOptions options = LoadOptions.DEFAULT.maxActivationBytes(Long.MAX_VALUE);
    assertThatThrownBy(() -> ModelFile.load(file, options))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("expected [3, 500000000], found [3, 2]");
  }

  @Test
  void load_inputOfManyAxes_isRefusedAboveTheMost() throws IOException {
    String most = DENSE.replace("[3]", "[" + "1,".repeat(31) + "3]");
    String more = DENSE.replace("[3]", "[" + "1,".repeat(32) + "3]");

    Network loaded = ModelFile.load(write("1", most, denseTensors())).model().network();

    assertThat(loaded.inputShape().rank()).isEqualTo(32);
    assertRefused(write("1", more, denseTensors()), "expected at most 32 axes");
  }

  @Test
  @Timeout(30)
  void load_mostLayers_works() throws IOException {
    String relu = "{\"type\":\"relu\",\"config\":{}},";
    String layers = "\"layers\":[";
    String network = DENSE.replace(layers, layers + relu.repeat(9_999));

    Network loaded = ModelFile.load(write("1", network, denseTensors())).model().network();

    assertThat(loaded.nodes()).hasSize(10_001);
    assertThat(loaded.nodes().get(9_999).name()).isEqualTo("relu_9999");
    String one = DENSE.replace(layers, layers + relu.repeat(10_000));
    assertRefused(write("1", one, denseTensors()), "layers: expected at most 10000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dense\" | \"java.lang.Runtime\" | layer type: expected one of | java.lang.Runtime",
        "\"units\":2 | \"units\":0 | units of at least 1 | got 0",
        "\"units\":2 | \"units\":2.5 | units: expected a whole number | 2.5",
        "\"units\":2, | '' | units: expected a whole number | null",
        "he_normal | he | initializer: expected one of [zeros, he_normal | got he",
        "[3] | [3,4] | dense_1.weights | expected [4, 2], found [3, 2]",
        "[3] | [-3] | -3 | parameters",
        "[3] | [3,\"3\"] | expected END_ARRAY | VALUE_STRING",
        "]} | ,1]} | expected END_ARRAY | VALUE_NUMBER_INT",
        "\"units\":2 | \"units\":true | units: expected a whole number | true",
        "\"units\":2 | \"units\":null | expected VALUE_STRING | VALUE_NULL",
        "\"input\" | \"output\" | expected \"input\" | \"output\"",
        "]} | ]}{} | expected nothing more | START_OBJECT",
        "]} | ] | crema.network | end-of-input",
        "\"units\":2 | \"units\":2,\"units\":2 | Duplicate field | units",
      })
  void load_brokenArchitecture_isRefused(String part, String broken, String first, String second)
      throws IOException {
    List<String> parts = List.of(first, second.equals("parameters") ? "crema.network" : second);
    assertRefused(
        write("1", DENSE.replace(part, broken == null ? "" : broken), denseTensors()),
        parts.toArray(String[]::new));
  }
}
