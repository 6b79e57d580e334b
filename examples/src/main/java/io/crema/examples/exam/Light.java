package io.crema.examples.exam;

/** Light that does not fall on all parts of a picture alike. */
final class Light {

  /** Steps across the picture in which the brightest place is looked for. */
  private static final int PROBES = 64;

  private Light() {}

  /**
   * {@return light from one side that fades towards the corners}
   *
   * @param darkest the least light, as a share of the most
   */
  static Canvas.Layer uneven(float darkest, Dice dice) {
    float degrees = dice.between(0, 360);
    float vignette = dice.between(0.2f, 0.8f);
    float cos = (float) StrictMath.cos(StrictMath.toRadians(degrees));
    float sin = (float) StrictMath.sin(StrictMath.toRadians(degrees));
    return canvas -> {
      Canvas.Field raw =
          (x, y) -> {
            float u = 2 * (x + 0.5f) / canvas.width - 1;
            float v = 2 * (y + 0.5f) / canvas.height - 1;
            return u * cos + v * sin - vignette * (u * u + v * v);
          };
      canvas.shade(normalised(raw, darkest, canvas));
    };
  }

  /** A field moved and stretched so that it goes from a least value to 1. */
  private static Canvas.Field normalised(Canvas.Field raw, float least, Canvas canvas) {
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (int j = 0; j <= PROBES; j++) {
      for (int i = 0; i <= PROBES; i++) {
        int x = i * (canvas.width - 1) / PROBES;
        int y = j * (canvas.height - 1) / PROBES;
        low = Math.min(low, raw.at(x, y));
        high = Math.max(high, raw.at(x, y));
      }
    }
    float top = high;
    float slope = (1 - least) / (high - low);
    return (x, y) -> 1 - slope * (top - raw.at(x, y));
  }

  /**
   * {@return the shadow of something with a straight or round edge, across part of the picture}
   *
   * @param light what the shadow leaves, as a share
   * @param softness how wide the edge is, as a share of the picture's width
   */
  static Canvas.Layer shadow(float light, float softness, Dice dice) {
    double radians = StrictMath.toRadians(dice.between(0, 360));
    float cos = (float) StrictMath.cos(radians);
    float sin = (float) StrictMath.sin(radians);
    float offset = dice.around(0.35f);
    float bend = dice.chance(0.5f) ? 0 : dice.either(0.3f, 0.9f);
    return canvas ->
        canvas.shade(
            (x, y) -> {
              float u = (x + 0.5f) / canvas.width - 0.5f;
              float v = (y + 0.5f) / canvas.height - 0.5f;
              float along = v * cos - u * sin;
              float inside = u * cos + v * sin - offset + bend * along * along;
              float t = Colour.clamp(inside / softness + 0.5f);
              return 1 - (1 - light) * t * t * (3 - 2 * t);
            });
  }
}
