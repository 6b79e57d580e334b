package io.crema.examples.shapes;

import io.crema.nn.graph.Block;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.UpSampling2D;
import java.util.List;

/** The networks for pictures of shapes. */
public final class ShapeNetworks {

  /** The output of {@link #twoOutputs} with the kind of the shape: {@value}. */
  public static final String KIND = "kind";

  /** The output of {@link #twoOutputs} with the center of the shape: {@value}. */
  public static final String CENTER = "center";

  private ShapeNetworks() {}

  /**
   * {@return a small U-Net: from an image to the probability that a pixel belongs to a shape of
   * each kind} Ronneberger, Fischer &amp; Brox, "U-Net: Convolutional Networks for Biomedical Image
   * Segmentation", 2015.
   */
  public static Network uNet() {
    Node image = image(PictureStyle.SCENE);
    Node fine = image.then("fine", twoConvolutions(8));
    Node middle = fine.then(new MaxPool2D(2)).then("middle", twoConvolutions(16));
    Node coarse = middle.then(new MaxPool2D(2)).then("coarse", twoConvolutions(32));
    Node up = Node.join(new Concat(), coarse.then(new UpSampling2D(2)), middle);
    up = up.then("middle_up", twoConvolutions(16));
    up = Node.join(new Concat(), up.then(new UpSampling2D(2)), fine);
    up = up.then("fine_up", twoConvolutions(8));
    return Network.of(
        up.then(new Conv2D(PictureStyle.SCENE.kinds().size(), 1)).then("mask", new Sigmoid()));
  }

  private static Block twoConvolutions(int filters) {
    return Block.row(convolution(filters, 3), convolution(filters, 3));
  }

  private static Block convolution(int filters, int kernelSize) {
    return Block.row(new Conv2D(filters, kernelSize).same(), new BatchNorm(), new ReLU());
  }

  /** {@return a classifier with two {@link Inception} blocks} */
  public static Network inception() {
    return Network.of(image(PictureStyle.GREY))
        .add(convolution(16, 3))
        .add(new MaxPool2D(2))
        .add(new Inception(8))
        .add(new MaxPool2D(2))
        .add(new Inception(16))
        .add(new GlobalAveragePool2D())
        .add(KIND, new Dense(PictureStyle.GREY.kinds().size()));
  }

  /** {@return a network that says which kind the shape is of and where its center is} */
  public static Network twoOutputs() {
    Node features =
        image(PictureStyle.GREY)
            .then(convolution(8, 5))
            .then(new MaxPool2D(2))
            .then(convolution(16, 3))
            .then(new MaxPool2D(2))
            .then(convolution(32, 3))
            .then(new MaxPool2D(2))
            .then(new Flatten())
            .then(new Dense(64))
            .then(new BatchNorm())
            .then(new ReLU());
    return Network.of(
        features.then(KIND, new Dense(PictureStyle.GREY.kinds().size())),
        features.then(CENTER, new Dense(2)));
  }

  /**
   * {@return ResNet-20 with 273,258 parameters} He, Zhang, Ren &amp; Sun, "Deep Residual Learning
   * for Image Recognition", 2016, section 4.2, with n = 3. Where the paper fills up missing
   * channels with zeros (option A), this variant has a 1x1 convolution and its normalization on the
   * shortcut (option B). All convolutions have biases, as Keras gives them.
   */
  public static Network resNet20() {
    Network network = Network.of(image(PictureStyle.COLORED));
    network = network.addAll(List.of(new Conv2D(16, 3).same(), new BatchNorm(), new ReLU()));
    for (int filters : new int[] {16, 32, 64}) {
      for (int block = 0; block < 3; block++) {
        boolean halves = filters > 16 && block == 0;
        network = network.add(residual(filters, halves)).add(new ReLU());
      }
    }
    return network
        .add(new GlobalAveragePool2D())
        .add(KIND, new Dense(PictureStyle.COLORED.kinds().size()));
  }

  private static Residual residual(int filters, boolean halves) {
    Residual residual =
        new Residual(
            new Conv2D(filters, 3).stride(halves ? 2 : 1).same(),
            new BatchNorm(),
            new ReLU(),
            new Conv2D(filters, 3).same(),
            new BatchNorm());
    return halves
        ? residual.shortcut(new Conv2D(filters, 1).stride(2).same(), new BatchNorm())
        : residual;
  }

  private static Node image(PictureStyle style) {
    return Node.input("image", DrawnShapes.SIZE, DrawnShapes.SIZE, style.channels());
  }
}
