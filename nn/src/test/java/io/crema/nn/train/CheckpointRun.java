package io.crema.nn.train;

import io.crema.core.data.LabelledSamples;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.AdamW;
import io.crema.nn.testing.ToySamples;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One training, to be broken off at any moment, this JVM with it: it goes on from its checkpoint,
 * if there is one.
 */
final class CheckpointRun {

  static final int EPOCHS = 4;

  /** Batches in an epoch: 37, 37 and 26 samples. */
  static final int BATCHES = 3;

  static final LabelledSamples SAMPLES = ToySamples.bars(100, 12);
  static final LabelledSamples VALIDATION = ToySamples.bars(9, 14);

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Conv2D(5, 3).same())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new Flatten())
          .add(new Dense(12))
          .add(new Dropout(0.25))
          .add(new Dense(2));

  private CheckpointRun() {}

  static Model model() {
    return Model.initialize(NETWORK, 11);
  }

  static Trainer trainer(int epochs) {
    return new Trainer()
        .epochs(epochs)
        .batchSize(37)
        .seed(13)
        .optimizer(new AdamW(3e-3, 0.01))
        .schedule(LearningRateSchedule.cosine().withWarmUp(0.3))
        .validation(VALIDATION);
  }

  /** Arguments: the checkpoint, the number of epochs. Prints when it begins. */
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    Trainer trainer = trainer(Integer.parseInt(args[1]));
    trainer.checkpoint(Checkpoints.everySeconds(file, 0));
    if (Files.exists(file) || Files.exists(file.resolveSibling(file.getFileName() + ".1"))) {
      trainer.resume(file);
    }
    trainer.listener(
        new TrainingListener() {
          @Override
          public void trainingStarted(Training training) {
            System.out.println("started");
          }
        });
    trainer.fit(model(), SAMPLES);
  }
}
