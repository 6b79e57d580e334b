package io.crema.models;

import io.crema.core.tensor.Shape;
import io.crema.nn.architecture.Networks;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import java.util.List;

/** The networks for digits: from an image {@code [28, 28, 1]} to ten logits. */
public final class DigitNetworks {

  /** The name of {@link #reference()}: {@value}. */
  public static final String REFERENCE = "reference";

  /** The name of {@link #lenet()}: {@value}. */
  public static final String LENET = "lenet";

  /** The name of {@link #fast()}: {@value}. */
  public static final String FAST = "fast";

  /** The name of {@link #champion()}: {@value}. */
  public static final String CHAMPION = "champion";

  /** All names, in words: {@value}. */
  public static final String NAMES = REFERENCE + ", " + LENET + ", " + FAST + " or " + CHAMPION;

  private static final int CLASSES = 10;
  private static final Shape DIGIT = Shape.of(28, 28, 1);

  private DigitNetworks() {}

  /** {@return four convolutions and two dense layers, with 108,154 parameters} */
  public static Network reference() {
    return reference(DIGIT, CLASSES);
  }

  private static Network reference(Shape input, int classes) {
    return Network.input(input.dims())
        .add(new Conv2D(64, 3))
        .add(new ReLU())
        .add(new Conv2D(32, 3).same())
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Conv2D(16, 3).same())
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Conv2D(64, 3).same())
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Flatten())
        .add(new Dense(128))
        .add(new ReLU())
        .add(new Dropout(0.25))
        .add(new Dense(classes));
  }

  /** {@return the library's LeNet-5, with 61,706 parameters} */
  public static Network lenet() {
    return lenet(DIGIT, CLASSES);
  }

  private static Network lenet(Shape input, int classes) {
    return Networks.leNet(input, classes);
  }

  /**
   * {@return three convolutions and a dense layer, 39,786 parameters: learns in seconds} Pools
   * before it normalizes, which quarters the work of the normalization: Ioffe &amp; Szegedy, "Batch
   * Normalization", 2015.
   */
  public static Network fast() {
    return fast(DIGIT, CLASSES);
  }

  private static Network fast(Shape input, int classes) {
    return Network.input(input.dims())
        .add(new Conv2D(16, 5).same())
        .add(new MaxPool2D(2))
        .add(new BatchNorm())
        .add(new ReLU())
        .add(new Conv2D(32, 3).same())
        .add(new MaxPool2D(2))
        .add(new BatchNorm())
        .add(new ReLU())
        .add(new Conv2D(64, 3))
        .add(new BatchNorm())
        .add(new ReLU())
        .add(new Flatten())
        .add(new Dense(classes));
  }

  /**
   * {@return eight convolutions with batch normalization, 334,986 parameters: the most accurate}
   * The blocks are those of Simonyan &amp; Zisserman, "Very Deep Convolutional Networks for
   * Large-Scale Image Recognition", 2015; the head is that of Lin, Chen &amp; Yan, "Network In
   * Network", 2014.
   */
  public static Network champion() {
    return champion(DIGIT, CLASSES);
  }

  private static Network champion(Shape input, int classes) {
    Network network = normalized(3, Network.input(input.dims()), 32).add(new MaxPool2D(2));
    network = normalized(3, network, 64).add(new MaxPool2D(2));
    return normalized(2, network, 128)
        .add(new GlobalAveragePool2D())
        .add(new Dropout(0.3))
        .add(new Dense(classes));
  }

  /** Adds 3x3 convolutions that keep the size, their outputs normalized. */
  private static Network normalized(int convolutions, Network network, int channels) {
    Network longer = network;
    for (int i = 0; i < convolutions; i++) {
      longer = longer.add(new Conv2D(channels, 3).same()).add(new BatchNorm()).add(new ReLU());
    }
    return longer;
  }

  /**
   * {@return a network for pieces of ink, with 233,771 parameters: from an image to eleven logits,
   * of the ten digits and of what is none}
   */
  public static Network line() {
    return digits()
        .add(new Conv2D(24, 5).same())
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Conv2D(48, 3))
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Flatten())
        .add(new Dense(128))
        .add(new ReLU())
        .add(new Dropout(0.3))
        .add(new Dense(CLASSES + 1));
  }

  private static Network digits() {
    return Network.input(DIGIT.dims());
  }

  /** {@return the names that {@link #byName} knows} */
  public static List<String> names() {
    return List.of(REFERENCE, LENET, FAST, CHAMPION);
  }

  /**
   * {@return the network of a name for digits}
   *
   * @param name one of {@link #names()}
   * @throws IllegalArgumentException if there is no such network
   */
  public static Network byName(String name) {
    return byName(name, DIGIT, CLASSES);
  }

  /**
   * {@return the network of a name for other images}
   *
   * @param name one of {@link #names()}
   * @param input the shape of an image, {@code [H, W, C]}
   * @param classes the number of classes
   * @throws IllegalArgumentException if there is no such network, or the images are too small for
   *     it
   */
  public static Network byName(String name, Shape input, int classes) {
    return switch (name) {
      case REFERENCE -> reference(input, classes);
      case LENET -> lenet(input, classes);
      case FAST -> fast(input, classes);
      case CHAMPION -> champion(input, classes);
      default -> throw new IllegalArgumentException("expected %s, got %s".formatted(NAMES, name));
    };
  }
}
