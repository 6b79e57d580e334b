package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.testing.GradientCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All rows of {@link LayerTable} against central differences, loops in double, and model files. */
class LayerTableTest {

  /**
   * Relative to the sum of the absolute values that are added up: a sum of up to 500 of them, each
   * rounded to 2^-24, errs by much less than 500 times that. So does a block of a few sums.
   */
  private static final double TOLERANCE = 500 * 0x1p-24;

  private static final NaiveOperators NAIVE = new NaiveOperators();

  @TempDir private Path folder;

  private static List<LayerRow> rows() {
    return LayerTable.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void backward_anyRow_agreesWithCentralDifferences(LayerRow row) {
    GradientCheck.check(row.network(), row.inputs());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void forward_anyRow_agreesWithLoopsInDouble(LayerRow row) {
    Model model = row.model();
    Tensor[] inputs = row.inputs();
    float[] actual = model.forward(List.of(inputs)).get(0).toArray();
    int size = actual.length / row.batch();
    for (int n = 0; n < row.batch(); n++) {
      NaiveSample expected = NAIVE.forward(model, sample(inputs, n));
      assertThat(expected.output()).hasSize(size);
      for (int i = 0; i < size; i++) {
        assertThat(Math.abs(actual[n * size + i] - expected.output()[i]))
            .as(
                "sample %d value %d: expected %s, got %s",
                n, i, expected.output()[i], actual[n * size + i])
            .isLessThanOrEqualTo(TOLERANCE * (1 + expected.magnitude(i)));
      }
    }
  }

  private static List<double[]> sample(Tensor[] inputs, int n) {
    List<double[]> sample = new ArrayList<>();
    for (Tensor input : inputs) {
      int size = input.size() / input.shape().dim(0);
      double[] values = new double[size];
      Arrays.setAll(values, i -> input.array()[n * size + i]);
      sample.add(values);
    }
    return sample;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void load_savedRow_predictsTheSameBits(LayerRow row) throws IOException {
    Model model = row.model();
    Path file = folder.resolve("model.safetensors");
    ModelFile.save(file, model, TrainingRecord.EMPTY);

    Model loaded = ModelFile.load(file).model();

    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.weightsSha256()).isEqualTo(model.weightsSha256());
    List<Tensor> inputs = List.of(row.inputs());
    assertThat(loaded.forward(inputs).get(0).toArray())
        .isEqualTo(model.forward(inputs).get(0).toArray());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void toString_anyRow_namesEachOperatorInOneLine(LayerRow row) {
    Network network = row.network();
    network.nodes().stream()
        .flatMap(node -> node.operator().stream())
        .forEach(operator -> assertThat(operator.toString()).matches("[A-Z]\\w+(\\(.+\\))?"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void make_configOfAnyOperator_givesAnEqualOne(LayerRow row) {
    row.network().nodes().stream()
        .flatMap(node -> node.operator().stream())
        .forEach(
            operator ->
                assertThat(LayerTypes.standard().make(operator.type(), operator.config()))
                    .isEqualTo(operator));
  }

  @Test
  void rows_everyStandardType_isThereAlone() {
    Set<String> types = new TreeSet<>();
    rows().stream()
        .map(LayerRow::operator)
        .flatMap(Optional::stream)
        .forEach(operator -> types.add(operator.type()));

    assertThat(types).containsExactlyElementsOf(LayerTypes.standard().names());
  }
}
