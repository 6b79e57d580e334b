package io.crema.examples.shapes;

import io.crema.nn.architecture.Networks;
import io.crema.nn.graph.Block;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;

/** The networks for pictures of shapes. */
public final class ShapeNetworks {

  /** The output of {@link #twoOutputs} with the kind of the shape: {@value}. */
  public static final String KIND = "kind";

  /** The output of {@link #twoOutputs} with the center of the shape: {@value}. */
  public static final String CENTER = "center";

  private ShapeNetworks() {}

  /**
   * {@return a small U-Net: from an image to the probability that a pixel belongs to a shape of
   * each kind}
   */
  public static Network uNet() {
    PictureStyle style = PictureStyle.SCENE;
    return Networks.uNet(image(style).shape(), style.kinds().size(), 2, 8)
        .add("mask", new Sigmoid());
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

  /** {@return ResNet-20} */
  public static Network resNet20() {
    PictureStyle style = PictureStyle.COLORED;
    return Networks.resNet(20, image(style).shape(), style.kinds().size());
  }

  private static Node image(PictureStyle style) {
    return Node.input("image", DrawnShapes.SIZE, DrawnShapes.SIZE, style.channels());
  }
}
