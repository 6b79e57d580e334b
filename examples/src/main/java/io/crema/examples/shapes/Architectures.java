package io.crema.examples.shapes;

import io.crema.core.tensor.Tensor;
import io.crema.examples.report.Png;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.Safetensors;
import io.crema.nn.io.SavedModel;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.History;
import io.crema.nn.train.LearningRateSchedule;
import io.crema.nn.train.Trainer;
import io.crema.nn.train.WeightedLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Networks that are more than a row of layers, trained on drawn pictures: a U-Net, a network of
 * Inception blocks, a network with two outputs, and ResNet-20.
 *
 * <pre>
 * Architectures [DIR]                        trains all of them and saves them in a directory
 * Architectures predict MODEL PREDICTIONS    saves the outputs of one for test pictures
 * </pre>
 *
 * <p>Learning rates, epochs and numbers of pictures were chosen on the validation pictures. The
 * test pictures are different ones and give the results alone.
 */
public final class Architectures {

  private static final long TRAINING_SEED = 1;
  private static final long VALIDATION_SEED = 2;
  private static final long TEST_SEED = 4;

  /** Number of the validation pictures, and of the test pictures. */
  private static final int HELD_OUT = 500;

  /** Number of the test pictures that {@code predict} predicts for. */
  private static final int PREDICTED = 50;

  private static final int SHEET_ROWS = 8;

  private Architectures() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 3 && args[0].equals("predict")) {
      predict(Path.of(args[1]), Path.of(args[2]));
    } else {
      train(Path.of(args.length > 0 ? args[0] : "architectures"), 1);
    }
  }

  /**
   * Trains all networks.
   *
   * @param dir directory for the models
   * @param divisor divides the numbers of pictures; 1 for all of them
   */
  static List<Trained> train(Path dir, int divisor) throws IOException {
    Files.createDirectories(dir);
    List<Trained> all =
        List.of(uNet(divisor), inception(divisor), twoOutputs(divisor), resNet20(divisor));
    for (Trained trained : all) {
      System.out.println(trained.report());
      trained.save(dir);
    }
    System.out.println(all.get(0).model().network().toMermaid());
    drawMasks(all.get(0).model(), dir.resolve("u-net.png"));
    return all;
  }

  /** Finds the pixels of each kind of shape. */
  static Trained uNet(int divisor) {
    PictureStyle style = PictureStyle.SCENE;
    Model model = Model.initialize(ShapeNetworks.uNet(), 7);
    History history =
        trainer(4, 1e-2)
            .loss(new MeanSquaredError())
            .validation(style.draw(HELD_OUT / divisor, VALIDATION_SEED).withMasks())
            .metric(new IntersectionOverUnion())
            .fit(model, style.draw(2_000 / divisor, TRAINING_SEED).withMasks());

    DrawnShapes test = style.draw(HELD_OUT / divisor, TEST_SEED);
    double iou = new IntersectionOverUnion().of(model.forward(test.images()), test.masks());
    return new Trained("u-net", style, model, history, Map.of("iou", iou));
  }

  /** Says which kind of shape there is. */
  static Trained inception(int divisor) {
    PictureStyle style = PictureStyle.GREY;
    Model model = Model.initialize(ShapeNetworks.inception(), 7);
    History history =
        trainer(6, 1e-2)
            .validation(style.draw(HELD_OUT / divisor, VALIDATION_SEED).withLabels())
            .fit(model, style.draw(1_000 / divisor, TRAINING_SEED).withLabels());

    Evaluation test = model.evaluate(style.draw(HELD_OUT / divisor, TEST_SEED).withLabels());
    return new Trained("inception", style, model, history, Map.of("accuracy", test.accuracy()));
  }

  /** Says which kind of shape there is, and where its center is. */
  static Trained twoOutputs(int divisor) {
    PictureStyle style = PictureStyle.GREY;
    Model model = Model.initialize(ShapeNetworks.twoOutputs(), 7);
    History history =
        trainer(8, 1e-2)
            .losses(
                WeightedLoss.of(new SoftmaxCrossEntropy()),
                new WeightedLoss(new MeanSquaredError(), 10))
            .validation(style.draw(HELD_OUT / divisor, VALIDATION_SEED).withLabelsAndCenters())
            .metric(ShapeNetworks.KIND, new Accuracy())
            .metric(ShapeNetworks.CENTER, new CenterDistance())
            .fit(model, style.draw(2_000 / divisor, TRAINING_SEED).withLabelsAndCenters());

    DrawnShapes test = style.draw(HELD_OUT / divisor, TEST_SEED);
    List<Tensor> outputs = model.forward(List.of(test.images()));
    Map<String, Double> results = new LinkedHashMap<>();
    results.put("kind_accuracy", new Accuracy().of(outputs.get(0), test.oneHot()));
    results.put("center_distance", new CenterDistance().of(outputs.get(1), test.centers()));
    return new Trained("two-outputs", style, model, history, results);
  }

  /** Says which of ten kinds of colored shapes there is. */
  static Trained resNet20(int divisor) {
    PictureStyle style = PictureStyle.COLORED;
    Model model = Model.initialize(ShapeNetworks.resNet20(), 7);
    History history =
        trainer(5, 3e-3)
            .validation(style.draw(HELD_OUT / divisor, VALIDATION_SEED).withLabels())
            .fit(model, style.draw(1_000 / divisor, TRAINING_SEED).withLabels());

    Evaluation test = model.evaluate(style.draw(HELD_OUT / divisor, TEST_SEED).withLabels());
    return new Trained("resnet20", style, model, history, Map.of("accuracy", test.accuracy()));
  }

  private static Trainer trainer(int epochs, double learningRate) {
    return new Trainer()
        .epochs(epochs)
        .batchSize(16)
        .seed(7)
        .optimizer(new Adam(learningRate))
        .schedule(LearningRateSchedule.cosine());
  }

  /** Draws images, their masks and the predicted ones side by side. */
  private static void drawMasks(Model uNet, Path file) throws IOException {
    DrawnShapes test = PictureStyle.SCENE.draw(SHEET_ROWS, TEST_SEED);
    Tensor found = uNet.forward(test.images());
    Files.write(file, Png.of(MaskSheet.of(test.images(), test.masks(), found, SHEET_ROWS)));
  }

  private static void predict(Path file, Path predictions) throws IOException {
    SavedModel saved = ModelFile.load(file);
    PictureStyle style = Trained.styleOf(saved);
    Safetensors.write(predictions, predictions(saved.model(), style), Map.of());
  }

  /** {@return the outputs for the first test pictures by name} */
  static Map<String, Tensor> predictions(Model model, PictureStyle style) {
    List<Tensor> outputs = model.forward(List.of(style.draw(PREDICTED, TEST_SEED).images()));
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      byName.put(model.network().outputs().get(i).name(), outputs.get(i));
    }
    return byName;
  }
}
