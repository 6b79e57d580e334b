package io.crema.examples.cli;

import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images of one training.
 *
 * @param train to learn from
 * @param validation to watch the learning with; null for none
 * @param test to score the result with
 */
record TrainingData(ImageSet train, @Nullable ImageSet validation, ImageSet test) {

  /**
   * {@return the images for a training}
   *
   * @param data all images
   * @param limit how many to learn from at most
   * @param validation how many of the last training images to hold out, from 0 to all but one
   */
  static TrainingData of(DataSet data, int limit, int validation) {
    ImageSet all = data.train();
    if (validation == 0) {
      return new TrainingData(first(all, limit), null, data.test());
    }
    ImageSet.Split split = all.split(all.size() - validation);
    return new TrainingData(first(split.train(), limit), split.validation(), data.test());
  }

  private static ImageSet first(ImageSet images, int limit) {
    return images.limit(Math.min(limit, images.size()));
  }

  /** {@return the images by what they are for, in words} */
  Map<String, ImageSet> byUse() {
    Map<String, ImageSet> byUse = new LinkedHashMap<>();
    byUse.put("training", train);
    if (validation != null) {
      byUse.put("validation", validation);
    }
    byUse.put("test", test);
    return byUse;
  }

  @Override
  public String toString() {
    String held = validation == null ? "" : ", %,d to validate".formatted(validation.size());
    return "%,d images to train%s, %,d to test".formatted(train.size(), held, test.size());
  }
}
