package consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crema.core.parallel.Workers;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.io.LoadOptions;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SafetensorsException;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.train.BatchResult;
import io.crema.nn.train.Checkpoints;
import io.crema.nn.train.EpochResult;
import io.crema.nn.train.History;
import io.crema.nn.train.Trainer;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, interrupts, resumes, saves and loads a network with all custom parts together. */
class CustomPartsTrainingTest {

  private static final int SAMPLES = 44;

  private static final LayerTypes TYPES =
      LayerTypes.standard()
          .with("prelu", config -> new PReLU(config.number("initialSlope")))
          .with("difference", config -> new Difference());

  private final BestEpoch bestEpoch = new BestEpoch();

  @TempDir Path folder;

  private static Model untrained(long seed) {
    Node image = Node.input("image", 6, 6, 1);
    Node gated = image.then(new GatedConv2D(4, 3));
    Node plain = image.then(new Conv2D(4, 1));
    Node hidden = Node.join(new Difference(), gated, plain).then(new PReLU(0.25));
    return Model.initialize(Network.of(hidden.then(new Flatten()).then(new Dense(2))), seed);
  }

  private static Trainer trainer(BestEpoch bestEpoch) {
    return new Trainer()
        .epochs(6)
        .batchSize(8)
        .seed(3)
        .loss(new HuberLoss(0.5))
        .optimizer(new Signum(0.01, 0.5))
        .schedule(new PolynomialDecay(2))
        .metric(new MeanAbsoluteError())
        .listener(bestEpoch)
        .validation(Images.samples(10));
  }

  @Test
  void network_ofCustomParts_hasNamesOfTheirTypes() {
    assertEquals(
        List.of(
            "image",
            "gated_conv2d_1.values",
            "gated_conv2d_1.gates",
            "gated_conv2d_1.sigmoid_1",
            "gated_conv2d_1.multiply_1",
            "conv2d_1",
            "difference_1",
            "prelu_1",
            "flatten_1",
            "dense_1"),
        untrained(1).network().nodes().stream().map(Node::name).toList());
  }

  @Test
  void fit_allCustomParts_learnsTheSameBitsWithAnyNumberOfThreads() {
    Model one = untrained(1);
    Model three = untrained(1);
    History history;
    try (Workers workers = new Workers(1)) {
      history = trainer(bestEpoch).workers(workers).fit(one, Images.samples(SAMPLES));
    }
    try (Workers workers = new Workers(3)) {
      trainer(new BestEpoch()).workers(workers).fit(three, Images.samples(SAMPLES));
    }

    assertArrayEquals(Images.labels(SAMPLES), one.predict(Images.of(SAMPLES)));
    assertEquals(one.weightsSha256(), three.weightsSha256());
    Parameter slopes = one.parameters(one.network().node("prelu_1")).get(0);
    assertEquals("prelu_1.slopes", slopes.name());
    for (float slope : slopes.value().toArray()) {
      assertNotEquals(0.25f, slope);
    }
    List<EpochResult> epochs = history.epochs();
    double first = epochs.get(0).validationMetrics().get("mae");
    assertTrue(epochs.get(5).validationMetrics().get("mae") < first / 2, epochs::toString);
    assertEquals(0.01 * Math.pow(1 - 35 / 36.0, 2), epochs.get(5).learningRate(), 1e-12);
    assertTrue(bestEpoch.epoch() > 1);
  }

  @Test
  void fit_interruptedAndResumed_endsWithTheSameBits() {
    Model whole = untrained(1);
    History expected = trainer(bestEpoch).fit(whole, Images.samples(SAMPLES));

    Path checkpoint = folder.resolve("checkpoint");
    Model broken = untrained(1);
    trainer(new BestEpoch())
        .checkpoint(Checkpoints.everyEpoch(checkpoint))
        .listener(
            new TrainingListener() {
              @Override
              public void batchEnded(Training training, BatchResult result) {
                if (result.epoch() == 3 && result.batch() == 2) {
                  training.interrupt();
                }
              }
            })
        .fit(broken, Images.samples(SAMPLES));
    Model resumed = untrained(99);
    BestEpoch resumedBest = new BestEpoch();
    History history = trainer(resumedBest).resume(checkpoint).fit(resumed, Images.samples(SAMPLES));

    assertNotEquals(whole.weightsSha256(), broken.weightsSha256());
    assertEquals(whole.weightsSha256(), resumed.weightsSha256());
    assertEquals(bestEpoch.epoch(), resumedBest.epoch());
    assertArrayEquals(losses(expected), losses(history));
  }

  private static double[] losses(History history) {
    return history.epochs().stream()
        .flatMap(epoch -> List.of(epoch.loss(), epoch.validationMetrics().get("mae")).stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  @Test
  void fit_resumedWithOtherCustomParts_isRefused() {
    Path checkpoint = folder.resolve("checkpoint");
    trainer(bestEpoch)
        .checkpoint(Checkpoints.everyEpoch(checkpoint))
        .fit(untrained(1), Images.samples(SAMPLES));

    Trainer other = trainer(bestEpoch).schedule(new PolynomialDecay(3)).resume(checkpoint);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> other.fit(untrained(1), Images.samples(SAMPLES)));

    assertTrue(
        refusal
            .getMessage()
            .endsWith(
                "schedule: expected PolynomialDecay[power=2.0] as in the checkpoint,"
                    + " got PolynomialDecay[power=3.0]"),
        refusal::getMessage);
  }

  @Test
  void save_registeredTypes_predictsTheSameBitsWhenLoaded() throws Exception {
    Model model = untrained(1);
    trainer(bestEpoch).fit(model, Images.samples(SAMPLES));

    Path file = folder.resolve("custom.safetensors");
    ModelFile.save(
        file, new SavedModel(model, TrainingRecord.EMPTY), SaveOptions.DEFAULT.layerTypes(TYPES));
    Model loaded = ModelFile.load(file, LoadOptions.DEFAULT.layerTypes(TYPES)).model();

    assertEquals(model.network(), loaded.network());
    assertArrayEquals(
        model.forward(Images.of(SAMPLES)).toArray(), loaded.forward(Images.of(SAMPLES)).toArray());
    SafetensorsException refusal =
        assertThrows(SafetensorsException.class, () -> ModelFile.load(file));
    assertTrue(refusal.getMessage().contains("got difference"), refusal::getMessage);
  }

  @Test
  void save_typesNotRegistered_isRefused() {
    Path file = folder.resolve("custom.safetensors");

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModelFile.save(file, untrained(1), TrainingRecord.EMPTY));

    assertEquals(
        "node difference_1: Difference[]: expected a registered type, got difference, which could"
            + " not be loaded again; pass"
            + " SaveOptions.DEFAULT.layerTypes(LayerTypes.standard().with(type, maker))",
        refusal.getMessage());
    assertEquals(0, folder.toFile().list().length, () -> Arrays.toString(folder.toFile().list()));
  }
}
