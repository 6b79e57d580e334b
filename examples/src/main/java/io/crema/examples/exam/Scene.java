package io.crema.examples.exam;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All that makes a picture of a digit. A new one is moderate in everything: dark ink on white
 * paper, upright, near the middle of a canvas of 200 to 400 pixels, 80 to 200 pixels high.
 */
final class Scene {

  static final float SMALLEST = 80;
  static final float LARGEST = 200;

  final List<Canvas.Layer> beneath = new ArrayList<>();
  final List<Canvas.Layer> above = new ArrayList<>();
  Pose pose;
  Frame frame;
  UnaryOperator<Ink> pen = UnaryOperator.identity();
  Consumer<Mask> focus = mask -> {};
  Colour ink;
  Colour paper;

  /** Whether a layer has a colour. */
  boolean coloured;

  Encoding encoding;

  /** What a row changes in a moderate scene. */
  @FunctionalInterface
  interface Change {
    void make(Scene scene, Dice dice);
  }

  Scene(Dice dice) {
    pose = Pose.upright(dice.between(SMALLEST, LARGEST));
    frame = nearMiddle(dice);
    ink = Colour.grey(dice.between(0.02f, 0.25f));
    paper = Colour.grey(dice.between(0.95f, 1));
    if (dice.chance(0.5f)) {
      float sigma = dice.between(0.002f, 0.008f) * size();
      focus = mask -> Blur.outOfFocus(mask, sigma);
    }
    encoding = usualFile(dice);
  }

  private Frame nearMiddle(Dice dice) {
    float least = Math.max(200, 1.4f * size());
    return Frame.canvas(
        dice.between(least, 400),
        dice.between(least, 400),
        dice.between(0.3f, 0.7f),
        dice.between(0.3f, 0.7f),
        4);
  }

  private static Encoding usualFile(Dice dice) {
    boolean png = dice.chance(0.5f);
    boolean grey = dice.chance(0.25f);
    int quality = dice.integer(80, 95);
    return (canvas, ink) -> {
      if (grey && canvas.isGrey()) {
        return png ? PictureFile.greyPng(canvas) : PictureFile.greyJpeg(canvas, quality);
      }
      return png ? PictureFile.png(canvas) : PictureFile.jpeg(canvas, quality);
    };
  }

  float size() {
    return pose.size();
  }

  /** Sets the size and a canvas so many times as wide and high, the digit near its middle. */
  void resize(float size, float leastTimes, float mostTimes, Dice dice) {
    pose = pose.withSize(size);
    frame =
        Frame.canvas(
            size * dice.between(leastTimes, mostTimes),
            size * dice.between(leastTimes, mostTimes),
            dice.between(0.3f, 0.7f),
            dice.between(0.3f, 0.7f),
            1);
    focus = mask -> {};
  }

  byte[] draw(float[] digit) {
    Placement placement = new Placement(pen.apply(Ink.of(digit)), pose);
    Frame.Spot spot = frame.place(placement.width(), placement.height());
    Mask mask = new Mask(spot.width(), spot.height());
    mask.draw(placement, spot.left(), spot.top());
    focus.accept(mask);
    boolean grey = !coloured && ink.isGrey() && paper.isGrey();
    Canvas canvas = new Canvas(spot.width(), spot.height(), grey);
    canvas.fill(paper);
    beneath.forEach(layer -> layer.apply(canvas));
    canvas.paint(mask, ink);
    above.forEach(layer -> layer.apply(canvas));
    return encoding.encode(canvas, mask);
  }
}
