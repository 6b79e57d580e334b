package io.crema.examples;

import io.crema.nn.architecture.Networks;
import io.crema.nn.graph.Network;
import io.crema.nn.io.InputPreparation;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import io.crema.vision.augment.Augmentation;
import io.crema.vision.augment.Augmented;
import io.crema.vision.dataset.CifarImages;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.picture.ResizeMode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains on the first 5,000 images of CIFAR-10, saves the model and classifies a picture with it.
 * The arguments are the folder with {@code data_batch_1.bin} and the other files of the binary
 * version, the model file, and the picture.
 */
public final class TrainCifar {

  private TrainCifar() {}

  public static void main(String[] args) throws IOException {
    DataSet cifar = CifarImages.load(Path.of(args[0])).data();
    ImageSet train = cifar.train().limit(Math.min(5_000, cifar.train().size()));

    Network network = Networks.forImages(train.inputShape(), train.classes(), train.size());
    Model model = Model.initialize(network, 7);
    new Trainer()
        .epochs(5)
        .batchSize(32)
        .seed(7)
        .fit(model, Augmented.of(train, Augmentation.MIRRORED_PICTURES));
    System.out.println("accuracy " + model.evaluate(cifar.test()).accuracy());

    // Other pictures are stretched to 32 x 32 pixels; a pixel p is p / 255, as in training.
    PicturePreparation preparation =
        PicturePreparation.of(32, 32, ColorMode.RGB, ResizeMode.STRETCH);
    Path file = Path.of(args[1]);
    ModelFile.save(
        file,
        new SavedModel(model, TrainingRecord.EMPTY.with("images", "of CIFAR-10"))
            .withClassNames(train.classNames())
            .withPreparation(InputPreparation.ofBytes(preparation.facts())),
        SaveOptions.DEFAULT);

    SavedModel loaded = ModelFile.load(file);
    Path picture = Path.of(args[2]);
    int answer = loaded.model().predict(PictureReader.read(picture, preparation).toTensor())[0];
    System.out.println(picture + ": " + loaded.classNames().get(answer));
  }
}
