package io.crema.examples.cli;

import io.crema.core.tensor.Shape;
import io.crema.models.DigitNetworks;
import io.crema.nn.graph.Network;
import java.util.ArrayList;
import java.util.List;

/** The networks that can be trained by name, for images of any size and any classes. */
final class Networks {

  /** The name of the network that is made to fit the images: {@value}. */
  static final String AUTO = "auto";

  /** All names, in words: {@value}. */
  static final String NAMES = AUTO + ", " + DigitNetworks.NAMES;

  private Networks() {}

  /**
   * Checks the name of a network.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  static void requireName(String name) {
    List<String> names = new ArrayList<>(DigitNetworks.names());
    names.add(AUTO);
    if (!names.contains(name)) {
      throw new IllegalArgumentException("expected %s, got %s".formatted(NAMES, name));
    }
  }

  /**
   * {@return the network of a name}
   *
   * @param name one of {@link #NAMES}
   * @param input the shape of an image, {@code [H, W, C]}
   * @param classes the number of classes
   * @param images the number of images to train on
   * @throws IllegalArgumentException if there is no such network, or the images are too small for
   *     it
   */
  static Network byName(String name, Shape input, int classes, int images) {
    return name.equals(AUTO)
        ? io.crema.nn.architecture.Networks.forImages(input, classes, images)
        : DigitNetworks.byName(name, input, classes);
  }
}
