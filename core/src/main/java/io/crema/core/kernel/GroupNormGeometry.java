package io.crema.core.kernel;

/**
 * The sizes of group normalization.
 *
 * @param pixels pixels of a sample
 * @param channels channels of a pixel
 * @param groups groups of channels, a divisor of {@code channels}; each has {@code channels /
 *     groups} in a row
 */
public record GroupNormGeometry(int pixels, int channels, int groups) {

  /** {@return the channels of a group} */
  int groupChannels() {
    return channels / groups;
  }

  /** {@return the values of a sample} */
  int size() {
    return pixels * channels;
  }
}
