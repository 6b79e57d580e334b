package io.crema.nn.testing;

import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;

/** Networks for digits. */
public final class Networks {

  private Networks() {}

  /** {@return the network that benchmarks compare libraries with} */
  public static Network reference() {
    return Network.input(28, 28, 1)
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
        .add(new Dense(10));
  }

  /** {@return LeNet-5 with rectifiers and max pooling (LeCun et al. 1998)} */
  public static Network lenet() {
    return Network.input(28, 28, 1)
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
        .add(new Dense(10));
  }
}
