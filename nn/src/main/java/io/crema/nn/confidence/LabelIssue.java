package io.crema.nn.confidence;

/**
 * A sample whose label is probably wrong.
 *
 * @param index its number, from 0
 * @param given the class that it is labelled with
 * @param suggested the class that it probably belongs to
 * @param givenProbability what the classifier says of the one: 0 to 1
 * @param suggestedProbability what it says of the other: 0 to 1
 */
public record LabelIssue(
    int index, int given, int suggested, float givenProbability, float suggestedProbability) {

  /** {@return how much more probable the suggested class is than the given one: -1 to 1} */
  public float margin() {
    return suggestedProbability - givenProbability;
  }
}
