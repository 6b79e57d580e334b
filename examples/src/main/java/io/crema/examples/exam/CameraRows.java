package io.crema.examples.exam;

import java.nio.ByteOrder;

/** The rows with other light, a worse camera or another kind of file. */
final class CameraRows {

  private CameraRows() {}

  static void unevenLight(Scene scene, Dice dice) {
    scene.above.add(Light.uneven(dice.between(0.35f, 0.6f), dice));
  }

  static void softShadow(Scene scene, Dice dice) {
    scene.above.add(Light.shadow(dice.between(0.45f, 0.75f), dice.between(0.12f, 0.35f), dice));
  }

  static void noise(Scene scene, Dice dice) {
    scene.coloured = dice.chance(0.5f);
    scene.above.add(Sensor.noise(dice.between(0.04f, 0.15f), scene.coloured, dice));
  }

  static void saltAndPepper(Scene scene, Dice dice) {
    scene.above.add(Sensor.saltAndPepper(dice.between(0.005f, 0.04f), dice));
  }

  static void outOfFocus(Scene scene, Dice dice) {
    float sigma = dice.between(0.02f, 0.06f) * scene.size();
    scene.focus = mask -> Blur.outOfFocus(mask, sigma);
  }

  static void motion(Scene scene, Dice dice) {
    float length = dice.between(0.06f, 0.15f) * scene.size();
    float degrees = dice.between(0, 180);
    scene.focus = mask -> Blur.motion(mask, length, degrees);
  }

  static void jpeg(Scene scene, Dice dice) {
    scene.resize(dice.between(36, 75), 1.4f, 1.8f, dice);
    int quality = dice.integer(10, 40);
    scene.encoding = (canvas, ink) -> PictureFile.jpeg(canvas, quality);
  }

  static void exif(Scene scene, Dice dice) {
    int orientation = dice.integer(2, 8);
    int quality = dice.integer(80, 95);
    boolean jfif = dice.chance(0.5f);
    ByteOrder order = dice.chance(0.5f) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    scene.encoding =
        (canvas, ink) -> {
          byte[] file = PictureFile.jpeg(Exif.stored(canvas, orientation), quality);
          return Exif.withOrientation(file, orientation, order, jfif);
        };
  }

  static void transparent(Scene scene, Dice dice) {
    Colour colour = dice.chance(0.5f) ? scene.ink : InkRows.blue(dice);
    Colour beneath = Colour.grey(dice.integer(0, 1));
    scene.encoding = (canvas, ink) -> PictureFile.transparentPng(ink, colour, beneath);
  }

  static void palette(Scene scene, Dice dice) {
    int bits = 1 << Math.max(0, dice.integer(-1, 2));
    boolean blackAndWhite = dice.chance(0.6f);
    Colour dark = blackAndWhite ? Colour.grey(0) : InkRows.blue(dice);
    Colour light = blackAndWhite ? Colour.grey(1) : InkRows.colouredPaper(dice);
    scene.ink = dark;
    scene.paper = light;
    scene.encoding = (canvas, ink) -> PictureFile.palettePng(canvas, bits, dark, light);
  }

  /** Several at once, as a telephone takes it. */
  static void photo(Scene scene, Dice dice) {
    float width = dice.between(1000, 1600);
    boolean wide = dice.chance(0.5f);
    float height = 0.75f * width;
    scene.pose = Pose.upright(dice.between(0.2f, 0.6f) * height).turned(dice.around(7));
    scene.frame =
        Frame.canvas(
            wide ? width : height,
            wide ? height : width,
            dice.between(0.2f, 0.8f),
            dice.between(0.2f, 0.8f),
            10);
    scene.paper = dice.chance(0.5f) ? scene.paper : InkRows.colouredPaper(dice);
    scene.ink = dice.chance(0.5f) ? scene.ink : InkRows.blue(dice);
    float sigma = dice.between(0.004f, 0.015f) * scene.size();
    scene.focus = mask -> Blur.outOfFocus(mask, sigma);
    scene.above.add(Light.uneven(dice.between(0.5f, 0.8f), dice));
    scene.above.add(Sensor.noise(dice.between(0.015f, 0.045f), false, dice));
    scene.encoding = (canvas, ink) -> PictureFile.jpeg(canvas, 60);
  }
}
