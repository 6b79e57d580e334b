package io.crema.examples.reader;

import io.crema.mnist.digit.Step;
import io.crema.mnist.digit.StepListener;
import io.crema.vision.raster.GreyImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what a picture is after each step of reading it. */
public final class StepPictures implements StepListener {

  /**
   * A picture after a step.
   *
   * @param name of the step, in lower case
   * @param caption what the picture is now, in a few words
   * @param image the picture
   */
  public record StepPicture(String name, String caption, GreyImage image) {}

  private final List<StepPicture> pictures = new ArrayList<>();

  /** The number of pictures before the step that cuts out one digit. */
  private int ofPage;

  @Override
  public void stepDone(Step step, GreyImage image) {
    add(step.name().toLowerCase(Locale.ROOT), step.result(), image);
    if (step.compareTo(Step.CUT) < 0) {
      ofPage = pictures.size();
    }
  }

  /** Removes the pictures that show one digit cut out, and all after them. */
  void removeCuts() {
    pictures.subList(ofPage, pictures.size()).clear();
  }

  /** Adds a picture after a step that is none of the preprocessor's. */
  public void add(String name, String caption, GreyImage image) {
    pictures.add(new StepPicture(name, caption, image));
  }

  /** {@return the pictures in the order of the steps} */
  public List<StepPicture> toList() {
    return List.copyOf(pictures);
  }
}
