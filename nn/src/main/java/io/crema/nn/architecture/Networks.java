package io.crema.nn.architecture;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Block;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Conv2DTranspose;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool1D;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import java.util.ArrayList;
import java.util.List;

/**
 * Ready architectures from the literature, for any input shape and number of classes.
 *
 * <pre>{@code
 * Model model = Model.initialize(Networks.resNet(20, Shape.of(32, 32, 3), 10), 7);
 * System.out.println(model.summary());
 * }</pre>
 *
 * <p>All end in logits: those of classes for {@code SoftmaxCrossEntropy}, those of the U-Net for
 * each pixel, with a {@code Sigmoid} after them for {@code MeanSquaredError}. Convolutions before a
 * {@link BatchNorm} have no bias, which the normalization would cancel.
 */
public final class Networks {

  /** Rows or columns below which {@link #mobileNet} does not halve the picture any more. */
  private static final int MOBILE_NET_LEAST = 4;

  /** Filters of the blocks of MobileNet, and whether a block halves the picture. */
  private static final int[] MOBILE_NET_FILTERS = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };

  private static final List<Integer> MOBILE_NET_HALVING = List.of(1, 3, 5, 11);

  /** Images from which on a network for them has twice the filters. */
  private static final int MANY_IMAGES = 10_000;

  private static final int FEW_FILTERS = 16;
  private static final int MANY_FILTERS = 32;
  private static final int MOST_FILTERS = 128;

  /** Rows or columns from which on a picture is halved after one convolution, not two. */
  private static final int LARGE_SIDE = 48;

  /** Rows or columns below which a picture is not halved any more. */
  private static final int SMALL_SIDE = 8;

  private Networks() {}

  /**
   * {@return a network for classifying pictures, by their size and number} Stages of one or two 3x3
   * convolutions, each normalized, and a pooling after each stage until a side is shorter than 8;
   * then global average pooling, dropout and a dense layer. The first stage has 16 filters, or 32
   * for 10,000 images and more, every stage twice as many as the one before, at most 128. Stages on
   * 48 rows and columns or more have one convolution.
   *
   * <p>The stages are those of Simonyan &amp; Zisserman, "Very Deep Convolutional Networks for
   * Large-Scale Image Recognition", 2015; the head is that of Lin, Chen &amp; Yan, "Network In
   * Network", 2014.
   *
   * @param input {@code [H, W, C]}
   * @param classes number of classes, at least 1
   * @param images number of images to train on, at least 1
   * @throws IllegalArgumentException if one is out of range
   */
  public static Network forImages(Shape input, int classes, int images) {
    if (input.rank() != 3 || images < 1) {
      throw new IllegalArgumentException(
          "forImages: expected an input [H, W, C] and at least 1 image, got %s and %d"
              .formatted(input, images));
    }
    Network network = Network.input(input.dims());
    int filters = images < MANY_IMAGES ? FEW_FILTERS : MANY_FILTERS;
    int side = Math.min(input.dim(0), input.dim(1));
    while (true) {
      network = network.addAll(rectified(new Conv2D(filters, 3).same()));
      if (side < LARGE_SIDE) {
        network = network.addAll(rectified(new Conv2D(filters, 3).same()));
      }
      if (side < SMALL_SIDE) {
        return network.add(new GlobalAveragePool2D()).add(new Dropout(0.3)).add(new Dense(classes));
      }
      network = network.add(new MaxPool2D(2));
      side /= 2;
      filters = Math.min(2 * filters, MOST_FILTERS);
    }
  }

  /**
   * {@return LeNet-5 with ReLU and max pooling} Two convolutions and three dense layers: 61,706
   * parameters for {@code [28, 28, 1]} and 10 classes. LeCun, Bottou, Bengio &amp; Haffner,
   * "Gradient-Based Learning Applied to Document Recognition", 1998, whose second convolution reads
   * only some of the channels, and whose pooling layers have parameters.
   *
   * @param input {@code [H, W, C]}, at least 12 rows and columns
   * @param classes number of classes
   * @throws IllegalArgumentException if the input is too small
   */
  public static Network leNet(Shape input, int classes) {
    return Network.input(input.dims())
        .add(new Conv2D(6, 5).same())
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Conv2D(16, 5))
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Flatten())
        .add(new Dense(120))
        .add(new ReLU())
        .add(new Dense(84))
        .add(new ReLU())
        .add(new Dense(classes));
  }

  /**
   * {@return a small network in the manner of VGG} Three pairs of 3x3 convolutions with 32, 64 and
   * 128 filters, each normalized, a pooling after each pair, and a dense layer of 256 units.
   * Simonyan &amp; Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
   * 2015; the normalization is that of Ioffe &amp; Szegedy, 2015.
   *
   * @param input {@code [H, W, C]}, at least 8 rows and columns
   * @param classes number of classes
   * @throws IllegalArgumentException if the input is too small
   */
  public static Network vggSmall(Shape input, int classes) {
    Network network = Network.input(input.dims());
    for (int filters : new int[] {32, 64, 128}) {
      network = network.addAll(rectified(new Conv2D(filters, 3).same()));
      network = network.addAll(rectified(new Conv2D(filters, 3).same())).add(new MaxPool2D(2));
    }
    return network.add(new Flatten()).add(new Dense(256)).add(new ReLU()).add(new Dense(classes));
  }

  /**
   * {@return a residual network for small pictures, such as ResNet-20} Three stages with 16, 32 and
   * 64 filters, the second and third of which begin by halving the picture. He, Zhang, Ren &amp;
   * Sun, "Deep Residual Learning for Image Recognition", 2016, section 4.2, which counts 0.27
   * million parameters for 20 layers and 0.46 million for 32. Where a stage begins, the shortcut is
   * a 1x1 convolution with stride 2 and its normalization (option B, 2,752 parameters), as in the
   * paper's larger networks, and not the pixels with zeros for missing channels (option A).
   *
   * @param layers number of layers with weights: 8, 14, 20, 26, 32, ..., which is {@code 6 n + 2}
   *     for n blocks in each stage
   * @param input {@code [H, W, C]}
   * @param classes number of classes
   * @throws IllegalArgumentException if there is no such number of layers
   */
  public static Network resNet(int layers, Shape input, int classes) {
    if (layers < 8 || layers % 6 != 2) {
      throw new IllegalArgumentException(
          "resNet: expected 8, 14, 20, 26, 32, ... layers (6 n + 2), got " + layers);
    }
    Network network = Network.input(input.dims());
    network = network.addAll(rectified(new Conv2D(16, 3).same()));
    for (int filters : new int[] {16, 32, 64}) {
      for (int block = 0; block < (layers - 2) / 6; block++) {
        boolean halves = filters > 16 && block == 0;
        network = network.add(residual(filters, halves)).add(new ReLU());
      }
    }
    return network.add(new GlobalAveragePool2D()).add(new Dense(classes));
  }

  private static Residual residual(int filters, boolean halves) {
    List<Component> body = rectified(new Conv2D(filters, 3).same().stride(halves ? 2 : 1));
    body.addAll(normalized(new Conv2D(filters, 3).same()));
    return new Residual(
        body, halves ? normalized(new Conv2D(filters, 1).same().stride(2)) : List.of());
  }

  /**
   * {@return MobileNet, also for small pictures} A convolution and 13 depthwise separable ones.
   * Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
   * Applications", 2017, which counts 4.2 million parameters and 569 million multiply-adds for
   * {@code [224, 224, 3]} and 1000 classes. There, five layers halve the picture. Of a small
   * picture only the last of them do, so that 4 rows and columns are left: {@code [32, 32, 3]} is
   * halved three times.
   *
   * @param input {@code [H, W, C]}
   * @param classes number of classes
   * @param width multiplies the number of filters of all layers, such as 1, 0.75, 0.5 or 0.25
   * @throws IllegalArgumentException if the width is not above 0
   */
  public static Network mobileNet(Shape input, int classes, double width) {
    requireImage("mobileNet", input);
    requireWidth("mobileNet", width);
    int least = Math.min(input.dim(0), input.dim(1));
    int halvings = 0;
    while (halvings < MOBILE_NET_HALVING.size() + 1
        && least >> (halvings + 1) >= MOBILE_NET_LEAST) {
      halvings++;
    }
    int skipped = MOBILE_NET_HALVING.size() + 1 - halvings;
    Conv2D first = new Conv2D(scaled(32, width), 3).same().stride(skipped > 0 ? 1 : 2);
    Network network = Network.input(input.dims()).addAll(rectified(first));
    for (int block = 0; block < MOBILE_NET_FILTERS.length; block++) {
      boolean halves = MOBILE_NET_HALVING.indexOf(block) + 1 >= Math.max(1, skipped);
      int filters = scaled(MOBILE_NET_FILTERS[block], width);
      network = network.add("block_" + (block + 1), separable(filters, halves ? 2 : 1));
    }
    return network.add(new GlobalAveragePool2D()).add(new Dense(classes));
  }

  private static int scaled(int filters, double width) {
    return Math.max(1, (int) Math.round(filters * width));
  }

  private static Block separable(int filters, int stride) {
    DepthwiseConv2D depthwise = new DepthwiseConv2D(3).same().stride(stride).withoutBias();
    List<Component> layers = new ArrayList<>(List.of(depthwise, new BatchNorm(), new ReLU()));
    layers.addAll(rectified(new Conv2D(filters, 1)));
    return Block.row(layers.toArray(Component[]::new));
  }

  /**
   * {@return a U-Net: from an image to the logits of the classes of each pixel, {@code [H, W,
   * classes]}} Ronneberger, Fischer &amp; Brox, "U-Net: Convolutional Networks for Biomedical Image
   * Segmentation", 2015. The paper's has a depth of 4 and a width of 64. Unlike there, convolutions
   * are padded, so that the output has the size of the input, and all but the last are normalized.
   *
   * @param input {@code [H, W, C]}, rows and columns a multiple of {@code 2^depth}
   * @param classes number of classes
   * @param depth how often the picture is halved, at least 1
   * @param width filters at the size of the input; each halving doubles them
   * @throws IllegalArgumentException if the size of the input is no such multiple
   */
  public static Network uNet(Shape input, int classes, int depth, int width) {
    requireImage("uNet", input);
    if (depth < 1 || depth > 16 || input.dim(0) % (1 << depth) + input.dim(1) % (1 << depth) > 0) {
      throw new IllegalArgumentException(
          "uNet: expected rows and columns that can be halved depth times, got %s and depth %d"
              .formatted(input, depth));
    }
    Node node = Node.input(input.dims());
    List<Node> skipped = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      node = node.then("down_" + level, twice(width << level));
      skipped.add(node);
      node = node.then(new MaxPool2D(2));
    }
    node = node.then("bottom", twice(width << depth));
    for (int level = depth - 1; level >= 0; level--) {
      node = Node.join(new Concat(), skipped.get(level), node.then(enlarged(width << level)));
      node = node.then("up_" + level, twice(width << level));
    }
    return Network.of(node.then(new Conv2D(classes, 1)));
  }

  /** The paper's "up-convolution", which doubles rows and columns. */
  private static Block enlarged(int filters) {
    Conv2DTranspose convolution = new Conv2DTranspose(filters, 2).stride(2).withoutBias();
    return Block.row(convolution, new BatchNorm(), new ReLU());
  }

  private static Block twice(int filters) {
    List<Component> layers = rectified(new Conv2D(filters, 3).same());
    layers.addAll(rectified(new Conv2D(filters, 3).same()));
    return Block.row(layers.toArray(Component[]::new));
  }

  /**
   * {@return TC-ResNet8, which finds spoken keywords} A convolution along the time axis and three
   * residual blocks with 24, 32 and 48 filters of 9 steps, each of which halves the length. Choi et
   * al., "Temporal Convolution for Real-time Keyword Spotting on Mobile Devices", 2019, which
   * counts 66 thousand parameters and 3.0 million operations for 98 steps of 40 features and 12
   * classes.
   *
   * @param input {@code [L, C]}: steps of features, such as MFCCs
   * @param classes number of classes
   * @param width multiplies the number of filters of all layers; the paper has 1 and 1.5
   * @throws IllegalArgumentException if the input is no sequence or the width is not above 0
   */
  public static Network keywords(Shape input, int classes, double width) {
    requireWidth("keywords", width);
    Network network = Network.input(input.dims());
    network = network.add(new Conv1D(scaled(16, width), 3).same().withoutBias());
    network = network.add(new BatchNorm()).add(new ReLU());
    for (int filters : new int[] {24, 32, 48}) {
      network = network.add(temporal(scaled(filters, width))).add(new ReLU());
    }
    return network.add(new GlobalAveragePool1D()).add(new Dropout(0.5)).add(new Dense(classes));
  }

  private static Residual temporal(int filters) {
    Conv1D convolution = new Conv1D(filters, 9).same().withoutBias();
    return new Residual(
            convolution.stride(2), new BatchNorm(), new ReLU(), convolution, new BatchNorm())
        .shortcut(
            new Conv1D(filters, 1).same().stride(2).withoutBias(), new BatchNorm(), new ReLU());
  }

  private static List<Component> rectified(Conv2D convolution) {
    List<Component> layers = normalized(convolution);
    layers.add(new ReLU());
    return layers;
  }

  private static List<Component> normalized(Conv2D convolution) {
    return new ArrayList<>(List.of(convolution.withoutBias(), new BatchNorm()));
  }

  private static void requireWidth(String network, double width) {
    if (!(width > 0)) {
      throw new IllegalArgumentException(
          "%s: expected a width above 0, got %s".formatted(network, width));
    }
  }

  private static void requireImage(String network, Shape input) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C], got %s".formatted(network, input));
    }
  }
}
