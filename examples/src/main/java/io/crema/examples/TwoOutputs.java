package io.crema.examples;

import io.crema.core.tensor.Tensor;
import io.crema.examples.shapes.CenterDistance;
import io.crema.examples.shapes.DrawnShapes;
import io.crema.examples.shapes.PictureStyle;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.LearningRateSchedule;
import io.crema.nn.train.Trainer;
import io.crema.nn.train.WeightedLoss;
import java.util.List;

/**
 * A network with two outputs: which kind of shape is in a picture, and where its center is. The
 * argument is the number of pictures.
 */
public final class TwoOutputs {

  private TwoOutputs() {}

  public static void main(String[] args) {
    int pictures = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    DrawnShapes train = PictureStyle.GREY.draw(pictures, 1);
    DrawnShapes test = PictureStyle.GREY.draw(200, 2);

    Node features =
        Node.input(DrawnShapes.SIZE, DrawnShapes.SIZE, 1)
            .then(new Conv2D(8, 5).same())
            .then(new BatchNorm())
            .then(new ReLU())
            .then(new MaxPool2D(2))
            .then(new Conv2D(16, 3).same())
            .then(new BatchNorm())
            .then(new ReLU())
            .then(new MaxPool2D(2))
            .then(new Conv2D(32, 3).same())
            .then(new BatchNorm())
            .then(new ReLU())
            .then(new MaxPool2D(2))
            .then(new Flatten())
            .then(new Dense(64))
            .then(new BatchNorm())
            .then(new ReLU());
    Node kind = features.then("kind", new Dense(PictureStyle.GREY.kinds().size()));
    Node center = features.then("center", new Dense(2));
    Model model = Model.initialize(Network.of(kind, center), 7);

    new Trainer()
        .epochs(8)
        .batchSize(16)
        .seed(7)
        .optimizer(new Adam(1e-2))
        .schedule(LearningRateSchedule.cosine())
        .losses(
            WeightedLoss.of(new SoftmaxCrossEntropy()),
            new WeightedLoss(new MeanSquaredError(), 10))
        .fit(model, train.withLabelsAndCenters());

    List<Tensor> outputs = model.forward(List.of(test.images()));
    System.out.println("accuracy " + new Accuracy().of(outputs.get(0), test.oneHot()));
    System.out.println("distance " + new CenterDistance().of(outputs.get(1), test.centers()));
  }
}
