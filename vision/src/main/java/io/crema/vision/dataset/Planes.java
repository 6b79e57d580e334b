package io.crema.vision.dataset;

/** Images whose channels come one after the other. */
final class Planes {

  private Planes() {}

  /**
   * Puts the channels of every pixel together.
   *
   * @param planes {@code [C, H, W]}. Not modified.
   * @param channels C
   * @param to {@code [H, W, C]}. Overwritten.
   */
  static void interleave(byte[] planes, int channels, byte[] to) {
    int pixels = to.length / channels;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < pixels; i++) {
        to[i * channels + c] = planes[c * pixels + i];
      }
    }
  }
}
