package io.crema.examples.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in a picture, as the interface tells it. */
sealed interface PictureAnswer {

  /**
   * A picture after a step of the preprocessor.
   *
   * @param name of the step
   * @param caption what the picture is now
   * @param picture the address that holds it
   */
  record StepView(String name, String caption, String picture) {}

  /**
   * One digit.
   *
   * @param kind {@code digit}
   * @param digit the most probable one
   * @param confidence its probability
   * @param probabilities of all digits in order
   * @param size of the picture: width, height
   * @param box where the digit is in it: x, y, width, height
   * @param pixels what the network was given, 28 x 28, 0 to 255
   * @param steps from the picture to the pixels; null where nobody asked
   * @param milliseconds time to decode and read
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record One(
      String kind,
      int digit,
      float confidence,
      float[] probabilities,
      int[] size,
      int[] box,
      int[] pixels,
      @JsonInclude(Include.NON_NULL) @Nullable List<StepView> steps,
      double milliseconds)
      implements PictureAnswer {}

  /**
   * The class of a picture, for models of other classes than digits.
   *
   * @param kind {@code class}
   * @param name of the most probable class
   * @param index its place among the classes, from 0
   * @param confidence its probability
   * @param top the most probable classes, at most 5, the most probable first
   * @param probabilities of all classes in order
   * @param input what the network was given, the address that holds the picture
   * @param steps none; null where nobody asked
   * @param milliseconds time to decode and read
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record OneClass(
      String kind,
      @JsonProperty("class") String name,
      int index,
      float confidence,
      List<ClassProbability> top,
      float[] probabilities,
      String input,
      @JsonInclude(Include.NON_NULL) @Nullable List<StepView> steps,
      double milliseconds)
      implements PictureAnswer {}

  /**
   * A class and its probability.
   *
   * @param name of the class
   * @param probability from 0 to 1
   */
  record ClassProbability(@JsonProperty("class") String name, float probability) {}

  /**
   * No digit, or not one.
   *
   * @param kind {@code none}
   * @param digit null
   * @param reason why
   * @param size of the picture: width, height
   * @param steps as far as they went; null where nobody asked
   * @param milliseconds time to decode and read
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Nothing(
      String kind,
      @Nullable Integer digit,
      String reason,
      int[] size,
      @JsonInclude(Include.NON_NULL) @Nullable List<StepView> steps,
      double milliseconds)
      implements PictureAnswer {}

  /**
   * Digits in a line.
   *
   * @param kind {@code number}
   * @param number the digits from left to right
   * @param confidence that of the least sure digit
   * @param size of the picture: width, height
   * @param digits each of them
   * @param steps up to the digits; null where nobody asked
   * @param milliseconds time to decode and read
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Several(
      String kind,
      String number,
      float confidence,
      int[] size,
      List<DigitOfLine> digits,
      @JsonInclude(Include.NON_NULL) @Nullable List<StepView> steps,
      double milliseconds)
      implements PictureAnswer {}

  /**
   * One digit of a line.
   *
   * @param digit the most probable one
   * @param confidence its probability
   * @param probabilities of all digits in order; what they lack to 1 is that of no digit
   * @param box where it is in the picture: x, y, width, height
   * @param pixels what the network was given, 28 x 28, 0 to 255
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record DigitOfLine(int digit, float confidence, float[] probabilities, int[] box, int[] pixels) {}

  /** {@return width and height} */
  static int[] size(GreyImage picture) {
    return new int[] {picture.width(), picture.height()};
  }

  /** {@return x, y, width and height} */
  static int[] box(Box box) {
    return new int[] {box.x(), box.y(), box.width(), box.height()};
  }

  /** {@return the levels of an image, each from 0 to 255} */
  static int[] pixels(GreyImage image) {
    float[] levels = image.toArray();
    int[] pixels = new int[levels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.round(255 * levels[i]);
    }
    return pixels;
  }
}
