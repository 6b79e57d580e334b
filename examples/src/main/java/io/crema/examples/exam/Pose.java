package io.crema.examples.exam;

/**
 * How a digit lies before the camera.
 *
 * @param size the longer side of the box of its ink when it is upright, in pixels of the canvas
 * @param degrees its turn, clockwise
 * @param shear how far its top leans to the right, as a share of the height
 * @param tiltX by how much its right end is nearer than its middle, as a share of the distance
 * @param tiltY the same of its bottom
 */
record Pose(float size, float degrees, float shear, float tiltX, float tiltY) {

  static Pose upright(float size) {
    return new Pose(size, 0, 0, 0, 0);
  }

  Pose withSize(float size) {
    return new Pose(size, degrees, shear, tiltX, tiltY);
  }

  Pose turned(float by) {
    return new Pose(size, by, shear, tiltX, tiltY);
  }
}
