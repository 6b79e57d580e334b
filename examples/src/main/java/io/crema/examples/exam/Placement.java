package io.crema.examples.exam;

/** The way from a canvas to the ink on it, and back. */
final class Placement {

  /* The ink's centre is the origin. A linear map turns, shears and scales; then what is nearer gets
   * larger: X = x / (1 - p * x) of the mapped x. From the canvas back it is x = X / (1 + p * X). */

  private final Ink ink;
  private final float scale;
  private final float[] forward;
  private final float[] backward;
  private final float tiltX;
  private final float tiltY;
  private float centreX;
  private float centreY;
  private float left;
  private float top;
  private float width;
  private float height;

  Placement(Ink ink, Pose pose) {
    this.ink = ink;
    float[] box = inkBox(ink);
    centreX = (box[0] + box[2]) / 2;
    centreY = (box[1] + box[3]) / 2;
    scale = pose.size() / Math.max(box[2] - box[0], box[3] - box[1]);
    double radians = StrictMath.toRadians(pose.degrees());
    float cos = scale * (float) StrictMath.cos(radians);
    float sin = scale * (float) StrictMath.sin(radians);
    forward = new float[] {cos, -sin - cos * pose.shear(), sin, cos - sin * pose.shear()};
    float determinant = forward[0] * forward[3] - forward[1] * forward[2];
    backward =
        new float[] {
          forward[3] / determinant,
          -forward[1] / determinant,
          -forward[2] / determinant,
          forward[0] / determinant
        };
    tiltX = 2 * pose.tiltX() / pose.size();
    tiltY = 2 * pose.tiltY() / pose.size();
    measure();
  }

  /** The box of the ink on its image: left, top, right, bottom. */
  private static float[] inkBox(Ink ink) {
    float[] box = emptyBox();
    for (int y = 0; y < Ink.SIDE; y++) {
      for (int x = 0; x < Ink.SIDE; x++) {
        if (ink.cell(x, y) > 0) {
          extend(box, Ink.place(x), Ink.place(y), ink.cell(x, y));
        }
      }
    }
    return box;
  }

  private static float[] emptyBox() {
    float most = Float.MAX_VALUE;
    return new float[] {most, most, -most, -most};
  }

  private static void extend(float[] box, float x, float y, float radius) {
    box[0] = Math.min(box[0], x - radius);
    box[1] = Math.min(box[1], y - radius);
    box[2] = Math.max(box[2], x + radius);
    box[3] = Math.max(box[3], y + radius);
  }

  private void measure() {
    float[] box = emptyBox();
    for (int cellY = 0; cellY < Ink.SIDE; cellY++) {
      for (int cellX = 0; cellX < Ink.SIDE; cellX++) {
        float distance = ink.cell(cellX, cellY);
        if (distance > 0) {
          float u = Ink.place(cellX) - centreX;
          float v = Ink.place(cellY) - centreY;
          float x = forward[0] * u + forward[1] * v;
          float y = forward[2] * u + forward[3] * v;
          float near = 1 / (1 - tiltX * x - tiltY * y);
          extend(box, x * near, y * near, distance * scale * near);
        }
      }
    }
    left = box[0];
    top = box[1];
    width = box[2] - box[0];
    height = box[3] - box[1];
  }

  float width() {
    return width;
  }

  float height() {
    return height;
  }

  /** {@return what one pixel of the 28 x 28 image comes to on the canvas, in its middle} */
  float scale() {
    return scale;
  }

  /**
   * {@return how far a point of the canvas lies inside the ink, in pixels of the canvas}
   *
   * @param x from the left of the ink's box
   * @param y from its top
   */
  float depth(float x, float y) {
    float right = x + left;
    float down = y + top;
    float far = 1 / (1 + tiltX * right + tiltY * down);
    right *= far;
    down *= far;
    float u = backward[0] * right + backward[1] * down;
    float v = backward[2] * right + backward[3] * down;
    return ink.at(u + centreX, v + centreY) * scale;
  }
}
