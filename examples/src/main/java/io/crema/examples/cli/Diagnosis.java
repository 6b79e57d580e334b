package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.nn.confidence.ConfidentLearning;
import io.crema.nn.confidence.LabelIssue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What is known of the labels of a set of images.
 *
 * @param accuracy how often the networks agreed with the labels: 0 to 1
 * @param noise the share of labels that are estimated to be wrong: 0 to 1
 * @param joint {@code [label][class]}: how many images of a label are confidently of a class
 * @param findings the images that are probably labelled wrongly, the clearest first
 * @param names what the classes are called
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Diagnosis(
    double accuracy, double noise, int[][] joint, List<Finding> findings, List<String> names)
    implements JsonLines.Fields {

  /**
   * An image that is probably labelled wrongly.
   *
   * @param issue what speaks for it
   * @param names what the classes are called
   */
  record Finding(LabelIssue issue, List<String> names) implements SampleSheet.Sample {

    @Override
    public int index() {
      return issue.index();
    }

    /** {@return the number and the classes, such as {@code #59915: given 4, rather 7}} */
    @Override
    public String toString() {
      return "#%d: given %s, rather %s"
          .formatted(index(), names.get(issue.given()), names.get(issue.suggested()));
    }

    /** {@return the same with the probabilities} */
    String line() {
      return String.format(
          Locale.ROOT,
          "%s (%.4f and %.4f)",
          this,
          issue.givenProbability(),
          issue.suggestedProbability());
    }

    private String csv() {
      return "%d,%d,%d,%s,%s\n"
          .formatted(
              index(),
              issue.given(),
              issue.suggested(),
              issue.givenProbability(),
              issue.suggestedProbability());
    }

    private void writeTo(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField("index", index());
      json.writeNumberField("given", issue.given());
      json.writeNumberField("suggested", issue.suggested());
      json.writeNumberField("givenProbability", issue.givenProbability());
      json.writeNumberField("suggestedProbability", issue.suggestedProbability());
      json.writeEndObject();
    }
  }

  static Diagnosis of(ConfidentLearning learned, double accuracy, List<String> names) {
    return new Diagnosis(
        accuracy,
        learned.noise(),
        learned.joint(),
        learned.issues().stream().map(issue -> new Finding(issue, names)).toList(),
        names);
  }

  /** {@return a line a finding, below a head} */
  String csv() {
    StringBuilder lines = new StringBuilder("index,given,suggested,given_p,suggested_p\n");
    findings.forEach(finding -> lines.append(finding.csv()));
    return lines.toString();
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeNumberField("accuracy", accuracy);
    json.writeNumberField("noise", noise);
    json.writeArrayFieldStart("joint");
    for (int[] row : joint) {
      json.writeArray(row, 0, row.length);
    }
    json.writeEndArray();
    JsonLines.writeClassNames(json, names);
    json.writeArrayFieldStart("issues");
    for (Finding finding : findings) {
      finding.writeTo(json);
    }
    json.writeEndArray();
  }

  /** {@return the numbers in one line} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "out-of-fold accuracy %.4f, estimated label noise %.2f %%, labels to look at: %d",
        accuracy,
        100 * noise,
        findings.size());
  }
}
