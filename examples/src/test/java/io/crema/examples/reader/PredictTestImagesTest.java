package io.crema.examples.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.parallel.Workers;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The test images as picture files, read as {@code predict} does: the oracle is the model. */
class PredictTestImagesTest {

  private static Model model;
  private static ImageSet test;

  @BeforeAll
  static void load() throws IOException {
    model = DigitModel.load(null).model();
    test = BundledMnist.load().test();
  }

  /** They have the form of MNIST, and so are left as they are. */
  @Test
  void read_testImagesAsPng_givesTheDigitsOfTheModel() {
    float[] outputs = model.predictor(Workers.shared()).forward(test).array();

    int[] read = read(test.size(), false);

    int different = 0;
    int refused = 0;
    for (int i = 0; i < read.length; i++) {
      int expected = Accuracy.largest(outputs, 10 * i, 10);
      different += read[i] == expected ? 0 : 1;
      refused += read[i] < 0 ? 1 : 0;
    }
    assertThat(different).isLessThanOrEqualTo(5);
    assertThat(refused).isLessThanOrEqualTo(test.size() / 1000);
  }

  /** Dark on white, 28 x 28: with everything that the preprocessor does. */
  @Test
  void read_testImagesInverted_areReadRightly() {
    int count = 1000;

    int[] read = read(count, true);

    int right = 0;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      right += read[i] == test.label(i) ? 1 : 0;
      refused += read[i] < 0 ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(970);
    assertThat(refused).isLessThan(10);
  }

  private static int[] read(int count, boolean inverted) {
    Workers workers = Workers.shared();
    PreprocessingReader reader = new PreprocessingReader(model.predictor(workers));
    AtomicIntegerArray answers = new AtomicIntegerArray(count);
    workers.run(
        count,
        (i, slot) -> {
          byte[] samples = test.image(i).clone();
          for (int k = 0; inverted && k < samples.length; k++) {
            samples[k] = (byte) ~samples[k];
          }
          answers.set(i, read(reader, Pictures.png(samples, 28)));
        });
    int[] read = new int[count];
    for (int i = 0; i < count; i++) {
      read[i] = answers.get(i);
    }
    return read;
  }

  private static int read(PreprocessingReader reader, byte[] picture) {
    try {
      return reader.read("picture", picture);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
