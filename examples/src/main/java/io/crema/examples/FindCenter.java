package io.crema.examples;

import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Tensor;
import io.crema.examples.shapes.CenterDistance;
import io.crema.examples.shapes.DrawnShapes;
import io.crema.examples.shapes.PictureStyle;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;

/**
 * Regression: finds the center of the shape in a picture. The argument is the number of pictures.
 */
public final class FindCenter {

  private FindCenter() {}

  public static void main(String[] args) {
    int pictures = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    DrawnShapes train = PictureStyle.GREY.draw(pictures, 1);
    DrawnShapes test = PictureStyle.GREY.draw(200, 2);

    // The targets are no classes but numbers: x and y, from 0 to 1.
    Samples samples = TensorSamples.of(train.images(), train.centers());

    Network network =
        Network.input(DrawnShapes.SIZE, DrawnShapes.SIZE, 1)
            .add(new Conv2D(8, 5).same())
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Conv2D(16, 3).same())
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Flatten())
            .add(new Dense(32))
            .add(new ReLU())
            .add(new Dense(2));
    Model model = Model.initialize(network, 7);
    new Trainer().epochs(8).batchSize(16).seed(7).loss(new MeanSquaredError()).fit(model, samples);

    Tensor centers = model.forward(test.images());
    double distance = new CenterDistance().of(centers, test.centers());
    System.out.printf("mean distance from the center: %.1f pixels%n", distance);
  }
}
