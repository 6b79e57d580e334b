package io.crema.examples.exam;

import io.crema.core.random.SplitMix64;

/** Random hills and valleys from -1 to 1: random heights on a grid, with smooth slopes between. */
final class Texture implements Canvas.Field {

  private final long seed;
  private final float cos;
  private final float sin;
  private final float along;
  private final float across;

  private Texture(long seed, float degrees, float along, float across) {
    this.seed = seed;
    this.cos = (float) StrictMath.cos(StrictMath.toRadians(degrees));
    this.sin = (float) StrictMath.sin(StrictMath.toRadians(degrees));
    this.along = along;
    this.across = across;
  }

  /** {@return a texture whose grid is as wide as given, in pixels} */
  static Texture of(long seed, float grid) {
    return new Texture(seed, 0, grid, grid);
  }

  /** {@return a texture that is stretched along a direction} */
  static Texture stretched(long seed, float degrees, float along, float across) {
    return new Texture(seed, degrees, along, across);
  }

  @Override
  public float at(int x, int y) {
    float u = (x * cos + y * sin) / along;
    float v = (y * cos - x * sin) / across;
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    float s = smooth(u - column);
    float t = smooth(v - row);
    float top = mix(height(column, row), height(column + 1, row), s);
    float bottom = mix(height(column, row + 1), height(column + 1, row + 1), s);
    return mix(top, bottom, t);
  }

  private static float mix(float a, float b, float share) {
    return a + (b - a) * share;
  }

  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }

  private float height(int column, int row) {
    long key = ((long) column << 32) ^ (row & 0xFFFFFFFFL);
    return (SplitMix64.mix(seed + key * 0x9e3779b97f4a7c15L) >> 40) * 0x1p-23f;
  }
}
