package io.crema.examples.reader;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.core.data.ClassNames;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.model.Predictor;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The class that a model sees in a picture, such as the digit that it reads.
 *
 * @param digit the most probable class
 * @param probabilities of all classes in order, 0 to 1
 * @param names what the classes are called
 * @param image what the model was given, in grey
 * @param box the part of the picture that has the digit; null for the whole picture
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
public record Prediction(
    int digit, float[] probabilities, List<String> names, GreyImage image, @Nullable Box box)
    implements Answer {

  private static final int BAR_LENGTH = 40;

  /**
   * {@return what a model sees in an input}
   *
   * @param input {@code [1, H, W, C]}
   * @param names what the classes are called
   * @param image the input in grey, to look at
   * @param box the part of the picture that it shows; null for the whole picture
   */
  static Prediction of(
      Predictor predictor, Tensor input, List<String> names, GreyImage image, @Nullable Box box) {
    float[] probabilities = predictor.predictProbabilities(input).toArray();
    int most = Accuracy.largest(probabilities, 0, names.size());
    return new Prediction(most, probabilities, names, image, box);
  }

  /** {@return the probability of the class} */
  public float confidence() {
    return probabilities[digit];
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeNumberField("digit", digit);
    if (!ClassNames.areNumbers(names)) {
      json.writeStringField("class", names.get(digit));
    }
    json.writeNumberField("confidence", confidence());
    json.writeArrayFieldStart("probabilities");
    for (float probability : probabilities) {
      json.writeNumber(probability);
    }
    json.writeEndArray();
  }

  /** {@return the class and how sure the model is, such as {@code 7 (99.8 %)}} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%.1f %%)", names.get(digit), 100 * confidence());
  }

  @Override
  public List<GreyImage> images() {
    return List.of(image);
  }

  /** {@return a bar for the probability of each class, a line each} */
  @Override
  public String bars() {
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < probabilities.length; i++) {
      String bar = "#".repeat(Math.round(probabilities[i] * BAR_LENGTH));
      String name = names.get(i) + " ".repeat(width - names.get(i).length());
      String line = String.format(Locale.ROOT, "  %s  %.3f  %s", name, probabilities[i], bar);
      lines.append(line.stripTrailing()).append(System.lineSeparator());
    }
    return lines.toString();
  }
}
