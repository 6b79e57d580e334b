package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.metric.McNemar;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How two models do on the same images.
 *
 * @param a one model
 * @param b the other
 * @param test whether the difference may be chance
 * @param differences the images that they read differently
 * @param names what the classes are called
 */
record Comparison(
    Scored a, Scored b, McNemar test, List<Difference> differences, List<String> names)
    implements JsonLines.Fields {

  /**
   * A model's answers.
   *
   * @param name what to call the model
   * @param evaluation its answers
   */
  record Scored(String name, Evaluation evaluation) {

    private void writeTo(JsonGenerator json, String field) throws IOException {
      json.writeObjectFieldStart(field);
      json.writeStringField("model", name);
      json.writeNumberField("accuracy", evaluation.accuracy());
      json.writeArrayFieldStart("accuracyInterval");
      json.writeNumber(evaluation.accuracyInterval().lower());
      json.writeNumber(evaluation.accuracyInterval().upper());
      json.writeEndArray();
      json.writeEndObject();
    }

    /** {@return name, accuracy and its interval in one line} */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: accuracy %.4f (95 %% interval %s), %d of %d images",
          name,
          evaluation.accuracy(),
          evaluation.accuracyInterval(),
          evaluation.confusionMatrix().correct(),
          evaluation.images());
    }
  }

  /**
   * An image that two models read differently.
   *
   * @param index its number, from 0
   * @param truth its class
   * @param saidA what one model says
   * @param saidB what the other says
   * @param names what the classes are called
   */
  record Difference(int index, int truth, int saidA, int saidB, List<String> names)
      implements SampleSheet.Sample {

    private void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("index", index);
      json.writeNumberField("true", truth);
      json.writeNumberField("a", saidA);
      json.writeNumberField("b", saidB);
      json.writeEndObject();
    }

    /** {@return the number and all three classes, such as {@code #247: true 4, A 6, B 4}} */
    @Override
    public String toString() {
      return "#%d: true %s, A %s, B %s"
          .formatted(index, names.get(truth), names.get(saidA), names.get(saidB));
    }
  }

  static Comparison of(ImageSet images, Scored a, Scored b, List<String> names) {
    int[] truth = images.labels();
    int[] saidA = a.evaluation().predictions();
    int[] saidB = b.evaluation().predictions();
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      if (saidA[i] != saidB[i]) {
        differences.add(new Difference(i, truth[i], saidA[i], saidB[i], names));
      }
    }
    return new Comparison(a, b, McNemar.of(truth, saidA, saidB), List.copyOf(differences), names);
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeNumberField("images", a.evaluation().images());
    a.writeTo(json, "a");
    b.writeTo(json, "b");
    json.writeNumberField("bothRight", test.bothRight());
    json.writeNumberField("onlyA", test.onlyFirst());
    json.writeNumberField("onlyB", test.onlySecond());
    json.writeNumberField("bothWrong", test.bothWrong());
    json.writeNumberField("pValue", test.pValue());
    json.writeBooleanField("exact", test.exact());
    JsonLines.writeClassNames(json, names);
    json.writeArrayFieldStart("differences");
    for (Difference difference : differences) {
      difference.writeTo(json);
    }
    json.writeEndArray();
  }
}
