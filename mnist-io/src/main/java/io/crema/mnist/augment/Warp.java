package io.crema.mnist.augment;

/**
 * All that moves ink, in one resampling: for each pixel of the result the place in the image that
 * it shows, and there a cubic interpolation.
 */
final class Warp {

  private final int height;
  private final int width;
  private final float centreX;
  private final float centreY;
  private final Elastic elastic;
  private final CubicSampler sampler;

  /** Where the pixels of one row are from. */
  private final float[] sourceX;

  private final float[] sourceY;

  // what the row loops read: the inverse of rotation, shear and scale, by rows, and its like
  private float xx;
  private float xy;
  private float yx;
  private float yy;
  private float shiftX;
  private float shiftY;
  private float nearX;
  private float nearY;

  Warp(int height, int width, double elasticSigma) {
    this.height = height;
    this.width = width;
    centreX = (width - 1) / 2f;
    centreY = (height - 1) / 2f;
    elastic = new Elastic(height, width, elasticSigma);
    sampler = new CubicSampler(height, width);
    sourceX = new float[width];
    sourceY = new float[width];
  }

  void apply(Draws draws, float[] image, int offset) {
    boolean moved = plan(draws);
    boolean bent = elastic.plan(draws);
    if (!moved && !bent) {
      return;
    }
    sampler.load(image, offset);
    for (int y = 0; y < height; y++) {
      trace(y);
      if (bent) {
        elastic.add(y, sourceX, sourceY);
      }
      sampler.sample(sourceX, sourceY, image, offset + y * width);
    }
  }

  /** Draws the projective part and says whether there is one. */
  private boolean plan(Draws draws) {
    shiftX = draws.value(Distortion.SHIFT, 0);
    shiftY = draws.value(Distortion.SHIFT, 1);
    nearX = draws.value(Distortion.PERSPECTIVE, 0) / Math.max(centreX, 1);
    nearY = draws.value(Distortion.PERSPECTIVE, 1) / Math.max(centreY, 1);
    float degrees = draws.value(Distortion.ROTATION);
    float scaleX = draws.value(Distortion.SCALE, 0);
    float scaleY = draws.value(Distortion.SCALE, 1);
    float shear = draws.value(Distortion.SHEAR);
    double angle = degrees * (Math.PI / 180);
    float sin = (float) StrictMath.sin(angle);
    float cos = (float) StrictMath.cos(angle);
    xx = (cos + shear * sin) / scaleX;
    xy = (sin - shear * cos) / scaleX;
    yx = -sin / scaleY;
    yy = cos / scaleY;
    boolean linear = degrees != 0 || shear != 0 || scaleX != 1 || scaleY != 1;
    return linear || shiftX != 0 || shiftY != 0 || nearX != 0 || nearY != 0;
  }

  private void trace(int y) {
    float dy = y - centreY - shiftY;
    float left = -centreX - shiftX;
    for (int x = 0; x < width; x++) {
      float dx = left + x;
      float away = 1 / (1 + nearX * dx + nearY * dy);
      sourceX[x] = centreX + (xx * dx + xy * dy) * away;
      sourceY[x] = centreY + (yx * dx + yy * dy) * away;
    }
  }
}
