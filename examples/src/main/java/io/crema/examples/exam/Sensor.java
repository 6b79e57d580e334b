package io.crema.examples.exam;

/** What a camera adds of its own. */
final class Sensor {

  private Sensor() {}

  /**
   * {@return noise of mean 0}
   *
   * @param deviation its standard deviation, in levels
   * @param coloured whether every colour has noise of its own
   */
  static Canvas.Layer noise(float deviation, boolean coloured, Dice dice) {
    long seed = dice.seed();
    return canvas -> {
      Dice own = new Dice(seed);
      float[] first = canvas.planes[0];
      for (int i = 0; i < first.length; i++) {
        float common = deviation * own.gaussian();
        first[i] += common;
        for (int plane = 1; plane < canvas.planes.length; plane++) {
          canvas.planes[plane][i] += coloured ? deviation * own.gaussian() : common;
        }
      }
    };
  }

  /** {@return pixels, a share of all, that are black or white} */
  static Canvas.Layer saltAndPepper(float share, Dice dice) {
    long seed = dice.seed();
    return canvas -> {
      Dice own = new Dice(seed);
      for (int i = 0; i < canvas.width * canvas.height; i++) {
        float chance = own.unit();
        for (float[] levels : canvas.planes) {
          levels[i] = chance < share / 2 ? 0 : chance < share ? 1 : levels[i];
        }
      }
    };
  }
}
