package io.crema.nn.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a classifier's confidence can be believed: of the images that it is 90 % sure of it
 * should get 90 % right. Guo, Pleiss, Sun &amp; Weinberger, "On Calibration of Modern Neural
 * Networks", ICML 2017.
 *
 * <p>The confidence of an image is the probability of its predicted class. Images are put into bins
 * of equal width by it; in each bin their mean confidence is held against their accuracy.
 *
 * @param bins from low to high confidence, each from above its lower bound to its upper bound
 */
public record Calibration(List<Bin> bins) {

  /** The number of bins, that of the paper: {@value}. */
  public static final int BINS = 15;

  /**
   * Copies the list.
   *
   * @param bins from low to high confidence
   */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * The images of which a classifier was about equally sure.
   *
   * @param lower their confidence is above this; in the lowest bin it may be equal
   * @param upper their confidence is at most this
   * @param images their number
   * @param right how many of them were predicted rightly
   * @param confidence their mean confidence, 0 to 1; NaN if there are none
   */
  public record Bin(double lower, double upper, int images, int right, double confidence) {

    /** {@return the share of them that was predicted rightly, 0 to 1; NaN if there are none} */
    public double accuracy() {
      return (double) right / images;
    }

    /**
     * {@return the interval that holds the accuracy of all such images with a confidence of {@value
     * Evaluation#CONFIDENCE}}
     *
     * @throws IllegalArgumentException if there are none
     */
    public Interval accuracyInterval() {
      return Interval.wilson(right, images, Evaluation.CONFIDENCE);
    }
  }

  /**
   * {@return the calibration over {@value #BINS} bins}
   *
   * @param truth the true class of each image. Not modified.
   * @param predicted the predicted class of each image. Not modified.
   * @param confidences the probability of each predicted class, 0 to 1. Not modified.
   * @throws IllegalArgumentException if there are no images, the lengths differ, or a confidence is
   *     out of its range or not a number
   */
  public static Calibration of(int[] truth, int[] predicted, float[] confidences) {
    if (truth.length == 0
        || truth.length != predicted.length
        || truth.length != confidences.length) {
      throw new IllegalArgumentException(
          "Calibration: expected as many labels, predictions and confidences and at least 1,"
              + " got %d, %d and %d".formatted(truth.length, predicted.length, confidences.length));
    }
    int[] images = new int[BINS];
    int[] right = new int[BINS];
    double[] sums = new double[BINS];
    for (int image = 0; image < truth.length; image++) {
      int bin = bin(image, confidences[image]);
      images[bin]++;
      right[bin] += truth[image] == predicted[image] ? 1 : 0;
      sums[bin] += confidences[image];
    }
    return new Calibration(
        IntStream.range(0, BINS).mapToObj(m -> bin(m, images[m], right[m], sums[m])).toList());
  }

  private static int bin(int image, float confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "Calibration: image %d: expected a confidence from 0 to 1, got %s"
              .formatted(image, confidence));
    }
    return Math.max(0, (int) Math.ceil((double) confidence * BINS) - 1);
  }

  private static Bin bin(int bin, int images, int right, double confidences) {
    return new Bin((double) bin / BINS, (bin + 1.0) / BINS, images, right, confidences / images);
  }

  /** {@return the number of images in all bins} */
  public int images() {
    return bins.stream().mapToInt(Bin::images).sum();
  }

  /**
   * {@return the expected calibration error, ECE: the distance between mean confidence and accuracy
   * of a bin, averaged over the bins, each counting by its number of images: 0 (best) to 1}
   */
  public double expectedCalibrationError() {
    double sum = 0;
    for (Bin bin : bins) {
      if (bin.images() > 0) {
        sum += bin.images() * Math.abs(bin.accuracy() - bin.confidence());
      }
    }
    return sum / images();
  }
}
