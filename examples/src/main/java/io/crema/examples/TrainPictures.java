package io.crema.examples;

import io.crema.examples.shapes.ShapeFolder;
import io.crema.nn.architecture.Networks;
import io.crema.nn.io.InputPreparation;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import io.crema.vision.augment.Augmentation;
import io.crema.vision.augment.Augmented;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.dataset.LoadedPictures;
import io.crema.vision.dataset.PictureFolder;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains on your own pictures, saves the model and classifies a picture with it. The arguments are
 * a folder with a sub-folder for each class, the model file and the picture; without arguments the
 * pictures are shapes that the program draws.
 */
public final class TrainPictures {

  private TrainPictures() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      Path folder = Files.createTempDirectory("crema-shapes");
      ShapeFolder.write(folder, 150, 1);
      run(folder, folder.resolve("shapes.safetensors"), folder.resolve("disc/0.png"));
    } else {
      run(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    }
  }

  private static void run(Path folder, Path file, Path picture) throws IOException {
    LoadedPictures pictures = PictureFolder.of(folder).size(32, 32).color(ColorMode.RGB).load();
    ImageSet train = pictures.data().train();
    Model model =
        Model.initialize(Networks.forImages(train.inputShape(), train.classes(), train.size()), 7);
    new Trainer()
        .epochs(10)
        .batchSize(16)
        .seed(7)
        .fit(model, Augmented.of(train, Augmentation.COLOR_PICTURES));
    System.out.println("accuracy " + model.evaluate(pictures.data().test()).accuracy());

    // With the names of the classes, and how a picture becomes an input: a pixel p is p / 255.
    SavedModel saved =
        new SavedModel(model, TrainingRecord.EMPTY.with("pictures", folder.toString()))
            .withClassNames(train.classNames())
            .withPreparation(InputPreparation.ofBytes(pictures.preparation().facts()));
    ModelFile.save(file, saved, SaveOptions.DEFAULT);

    SavedModel loaded = ModelFile.load(file);
    PicturePreparation preparation = PicturePreparation.of(loaded.preparation().facts());
    int answer = loaded.model().predict(PictureReader.read(picture, preparation).toTensor())[0];
    System.out.println(picture + ": " + loaded.classNames().get(answer));
  }
}
