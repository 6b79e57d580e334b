package io.crema.examples.web;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Network;
import io.crema.nn.io.InputPreparation;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.Trainer;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.ResizeMode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** A small model that tells three colors apart, trained in a moment, and pictures for it. */
public final class ColorModel {

  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final List<String> NAMES = List.of("blue", "green", "red");
  private static final int IMAGES = 300;

  private ColorModel() {}

  /** Trains the model for an epoch and saves it: {@return the file} */
  public static Path save(Path file) throws IOException {
    Network network =
        Network.input(SIDE, SIDE, 3)
            .add(new Conv2D(4, 3).same())
            .add(new ReLU())
            .add(new MaxPool2D(4))
            .add(new Flatten())
            .add(new Dense(NAMES.size()));
    Model model = Model.initialize(network, 7);
    new Trainer()
        .epochs(1)
        .batchSize(10)
        .seed(7)
        .optimizer(new Adam(3e-3))
        .loss(new SoftmaxCrossEntropy())
        .fit(model, images());
    PicturePreparation preparation =
        PicturePreparation.of(SIDE, SIDE, ColorMode.RGB, ResizeMode.STRETCH);
    SavedModel saved =
        new SavedModel(model, TrainingRecord.EMPTY)
            .withClassNames(NAMES)
            .withPreparation(InputPreparation.ofBytes(preparation.facts()));
    ModelFile.save(file, saved, SaveOptions.DEFAULT);
    return file;
  }

  /** Pixels of all kinds, those of one color channel brighter. */
  private static ImageSet images() {
    Random random = new Random(1);
    byte[] pixels = new byte[IMAGES * PIXELS * 3];
    int[] labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = i % NAMES.size();
      for (int at = i * PIXELS * 3; at < (i + 1) * PIXELS * 3; at++) {
        boolean bright = at % 3 == 2 - labels[i];
        pixels[at] = (byte) (bright ? 156 + random.nextInt(100) : random.nextInt(100));
      }
    }
    return ImageSet.of(Shape.of(SIDE, SIDE, 3), pixels, labels, NAMES.size());
  }

  /** {@return the file of a picture with a colored patch in the middle of grey, wider than high} */
  public static byte[] picture(Color color) throws IOException {
    BufferedImage picture = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(color);
    graphics.fillRect(18, 12, 60, 40);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }
}
