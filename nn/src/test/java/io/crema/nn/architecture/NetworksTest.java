package io.crema.nn.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Conv2DTranspose;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Operator;
import io.crema.nn.model.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ready architectures against the numbers of the papers. */
class NetworksTest {

  private static final Shape CIFAR = Shape.of(32, 32, 3);
  private static final Shape IMAGE_NET = Shape.of(224, 224, 3);

  private static long parameters(Network network) {
    return Model.initialize(network, 1).parameterCount();
  }

  private static double millions(long number) {
    return Math.round(number / 1e4) / 100.0;
  }

  /**
   * LeCun et al. 1998, section II.B: 60,000 trainable parameters. Of those, 12 and 32 are of
   * pooling layers; its C3 has 1,516 where all connections make 2,416; its last layer is fixed,
   * where ours trains 84 * 10 weights and 10 biases.
   */
  @Test
  void leNet_parameters_areThoseOfThePaper() {
    Network network = Networks.leNet(Shape.of(28, 28, 1), 10);

    assertThat(parameters(network)).isEqualTo(60_000 - 12 - 32 + 2_416 - 1_516 + 850);
  }

  /**
   * Simonyan &amp; Zisserman 2015, table 1: pairs of 3x3 convolutions, each with twice the filters.
   */
  @Test
  void vggSmall_parameters_areThoseOfItsConvolutions() {
    Network network = Networks.vggSmall(CIFAR, 10);

    int convolutions = 9 * (3 * 32 + 32 * 32 + 32 * 64 + 64 * 64 + 64 * 128 + 128 * 128);
    int normalizations = 2 * 2 * (32 + 64 + 128);
    int dense = (4 * 4 * 128 + 1) * 256 + 257 * 10;
    assertThat(parameters(network)).isEqualTo(convolutions + normalizations + dense);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 100, 2, 0",
    "7, 9, 3, 100, 2, 0",
    "8, 30, 3, 100, 4, 1",
    "28, 28, 1, 60000, 6, 2",
    "96, 64, 3, 600, 9, 4",
  })
  void forImages_anySize_hasTheStagesThatFit(
      int height, int width, int channels, int images, int convolutions, int poolings) {
    Network network = Networks.forImages(Shape.of(height, width, channels), 3, images);

    assertThat(count(network, Conv2D.class)).isEqualTo(convolutions);
    assertThat(count(network, MaxPool2D.class)).isEqualTo(poolings);
    assertThat(network.outputShape()).isEqualTo(Shape.of(3));
  }

  private static long count(Network network, Class<?> type) {
    return network.nodes().stream()
        .filter(node -> type.isInstance(node.operator().orElse(null)))
        .count();
  }

  @Test
  void forImages_manyImages_hasTwiceTheFilters() {
    Shape digits = Shape.of(28, 28, 1);

    assertThat(parameters(Networks.forImages(digits, 10, 60_000))).isEqualTo(288_170);
    assertThat(parameters(Networks.forImages(digits, 10, 9_999))).isEqualTo(72_666);
  }

  /**
   * He et al. 2016, table 6, in millions of parameters; multiply-adds as of He Y. et al., "Soft
   * Filter Pruning for Accelerating Deep Convolutional Neural Networks", 2018, table 1. Both are of
   * the networks without convolutions on shortcuts.
   */
  @ParameterizedTest
  @CsvSource({"20, 0.27, 40.6", "32, 0.46, 68.9"})
  void resNet_withoutShortcuts_hasTheNumbersOfThePaper(
      int layers, double parameters, double multiplyAdds) {
    Network network = Networks.resNet(layers, CIFAR, 10);
    Model model = Model.initialize(network, 1);

    List<Node> shortcuts =
        network.nodes().stream()
            .filter(node -> node.operator().map(NetworksTest::isPointwise).orElse(false))
            .toList();
    long weights = 16 * 32 + 32 * 64;
    assertThat(shortcuts).hasSize(2);
    assertThat(millions(model.parameterCount() - weights - 2 * (32 + 64))).isEqualTo(parameters);
    long flops = network.flops() - shortcuts.stream().mapToLong(network::flops).sum();
    assertThat(Math.round(flops / 2e5) / 10.0).isEqualTo(multiplyAdds);
  }

  private static boolean isPointwise(Operator operator) {
    return operator instanceof Conv2D conv && conv.kernel().height() == 1;
  }

  @ParameterizedTest
  @CsvSource({"8, 7, 2", "14, 13, 2", "20, 19, 2", "32, 31, 2"})
  void resNet_anyDepth_hasSoManyConvolutions(int layers, int convolutions, int shortcuts) {
    List<Node> found =
        Networks.resNet(layers, CIFAR, 10).nodes().stream()
            .filter(node -> node.operator().orElse(null) instanceof Conv2D)
            .toList();

    assertThat(found).hasSize(convolutions + shortcuts);
  }

  @ParameterizedTest
  @CsvSource({"2", "7", "18", "21", "-4"})
  void resNet_noSuchDepth_isRefused(int layers) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.resNet(layers, CIFAR, 10))
        .withMessage("resNet: expected 8, 14, 20, 26, 32, ... layers (6 n + 2), got " + layers);
  }

  /** Howard et al. 2017, tables 6 and 7: millions of parameters and of multiply-adds. */
  @ParameterizedTest
  @CsvSource({
    "224, 1, 4.2, 569",
    "224, 0.75, 2.6, 325",
    "224, 0.5, 1.3, 149",
    "224, 0.25, 0.5, 41",
    "192, 1, 4.2, 418",
    "160, 1, 4.2, 290",
    "128, 1, 4.2, 186"
  })
  void mobileNet_anyWidthAndResolution_hasTheNumbersOfThePaper(
      int size, double width, double parameters, int multiplyAdds) {
    Network network = Networks.mobileNet(Shape.of(size, size, 3), 1000, width);

    assertThat(Math.round(parameters(network) / 1e5) / 10.0).isEqualTo(parameters);
    assertThat(network.flops() / 2e6).isCloseTo(multiplyAdds, within(1.0)); // not always rounded
  }

  @ParameterizedTest
  @CsvSource({"224, 7", "64, 4", "32, 4", "28, 7", "16, 4", "8, 4", "7, 7", "1, 1"})
  void mobileNet_smallPicture_isHalvedLessOften(int size, int last) {
    Network network = Networks.mobileNet(Shape.of(size, size, 3), 10, 0.25);

    int pooling = network.nodes().size() - 2;
    assertThat(network.nodes().get(pooling - 1).shape()).isEqualTo(Shape.of(last, last, 256));
  }

  @Test
  void mobileNet_wrongArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.mobileNet(IMAGE_NET, 10, 0))
        .withMessage("mobileNet: expected a width above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.mobileNet(Shape.of(28, 28), 10, 1))
        .withMessage("mobileNet: expected input [H, W, C], got [28, 28]");
  }

  /**
   * Ronneberger et al. 2015, section 2: 23 convolutional layers. Zhou et al., "UNet++: A Nested
   * U-Net Architecture for Medical Image Segmentation", 2018, table 3: 7.76 million parameters with
   * a width of 32.
   */
  @Test
  void uNet_asInThePaper_hasItsNumbers() {
    Network network = Networks.uNet(Shape.of(96, 96, 3), 1, 4, 32);

    assertThat(network.nodes())
        .filteredOn(
            node ->
                node.operator().orElse(null) instanceof Conv2D
                    || node.operator().orElse(null) instanceof Conv2DTranspose)
        .hasSize(23);
    assertThat(millions(parameters(network))).isEqualTo(7.76);
    assertThat(network.outputShape()).isEqualTo(Shape.of(96, 96, 1));
  }

  @Test
  void uNet_sizeThatCannotBeHalved_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.uNet(Shape.of(24, 20, 1), 2, 3, 8))
        .withMessage(
            "uNet: expected rows and columns that can be halved depth times, got [24, 20, 1] and"
                + " depth 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.uNet(Shape.of(24, 20, 1), 2, 0, 8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.uNet(Shape.of(24), 2, 1, 8))
        .withMessage("uNet: expected input [H, W, C], got [24]");
  }

  /**
   * Choi et al. 2019, table 1, TC-ResNet8: 66 thousand parameters, with the running statistics, and
   * 3.0 million operations.
   */
  @Test
  void keywords_asInThePaper_hasItsNumbers() {
    Network network = Networks.keywords(Shape.of(98, 40), 12, 1);

    long values =
        Model.initialize(network, 1).parameters().stream()
            .mapToLong(parameter -> parameter.value().size())
            .sum();
    assertThat(Math.round(values / 1e3)).isEqualTo(66);
    assertThat(Math.round(network.flops() / 1e5) / 10.0).isEqualTo(3.0);
  }

  @Test
  void summary_readyNetwork_showsBytesAndParametersAndOperations() {
    String summary = Model.initialize(Networks.leNet(Shape.of(28, 28, 1), 10), 1).summary();

    assertThat(summary.lines().filter(line -> line.startsWith("total")).toList())
        .singleElement()
        .asString()
        .matches("total +63,144 +61,706 +0\\.83");
  }
}
