package io.crema.examples.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.examples.reader.PictureModel;
import io.crema.mnist.digit.DigitLine;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Predictor;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows.
 *
 * @param version the version of the program
 * @param model what reads the pictures
 * @param digits what is shown for a model of digits; null for models of other classes
 */
public record Site(String version, PictureModel model, @Nullable Digits digits) {

  /**
   * What a server shows for digits alone.
   *
   * @param images the images to test with, and those to train on
   * @param lines makes of a reader of single digits one that reads the digits of a line
   * @param courses how networks are trained
   * @param scores writes an evaluation
   */
  public record Digits(DataSet images, Lines lines, Courses courses, Scores scores) {}

  /** Makes what reads the digits of a line. */
  @FunctionalInterface
  public interface Lines {

    /**
     * {@return what reads the digits of a line}
     *
     * @param digits reads single digits
     */
    DigitLine.Reader reader(Predictor digits);
  }

  /** Writes evaluations as JSON. */
  @FunctionalInterface
  public interface Scores {

    /**
     * Writes the fields of an object.
     *
     * @param evaluation what they tell
     * @param json the object, which was begun
     * @throws IOException if it cannot be written to
     */
    void write(Evaluation evaluation, JsonGenerator json) throws IOException;
  }
}
