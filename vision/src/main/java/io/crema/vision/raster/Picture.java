package io.crema.vision.raster;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture of 8-bit samples, grey or RGB: {@code [H, W, C]} with 1 or 3 channels, as a screen
 * shows them (sRGB). Immutable.
 */
public final class Picture {

  private final int height;
  private final int width;
  private final int channels;
  private final byte[] samples;

  private Picture(int height, int width, int channels, byte[] samples) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.samples = samples;
  }

  /**
   * {@return a picture of given samples}
   *
   * @param height rows, at least 1
   * @param width pixels in a row, at least 1
   * @param channels 1 for grey, 3 for red, green and blue
   * @param samples {@code [H, W, C]}, unsigned bytes. Not modified; copied.
   * @throws IllegalArgumentException if the number of samples or channels is another
   */
  public static Picture of(int height, int width, int channels, byte[] samples) {
    return wrap(height, width, channels, samples.clone());
  }

  /**
   * {@return a picture that holds the given array itself}
   *
   * @param height rows, at least 1
   * @param width pixels in a row, at least 1
   * @param channels 1 for grey, 3 for red, green and blue
   * @param samples {@code [H, W, C]}, unsigned bytes. Not to be modified afterwards.
   * @throws IllegalArgumentException if the number of samples or channels is another
   */
  public static Picture wrap(int height, int width, int channels, byte[] samples) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "Picture: expected 1 or 3 channels, got %d".formatted(channels));
    }
    if (height < 1 || width < 1 || (long) height * width * channels != samples.length) {
      throw new IllegalArgumentException(
          "Picture: expected [H, W, C] samples, got %d for [%d, %d, %d]"
              .formatted(samples.length, height, width, channels));
    }
    return new Picture(height, width, channels, samples);
  }

  /** {@return the number of rows} */
  public int height() {
    return height;
  }

  /** {@return the number of pixels in a row} */
  public int width() {
    return width;
  }

  /** {@return 1 if the picture is grey, 3 if it has red, green and blue} */
  public int channels() {
    return channels;
  }

  /**
   * {@return a sample, from 0 to 255}
   *
   * @param x the column of the pixel, from 0 at the left
   * @param y its row, from 0 at the top
   * @param channel from 0
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public int get(int x, int y, int channel) {
    if (x < 0 || x >= width || y < 0 || y >= height || channel < 0 || channel >= channels) {
      throw new IndexOutOfBoundsException(
          "%s: expected a sample of it, got (%d, %d) channel %d".formatted(this, x, y, channel));
    }
    return samples[(y * width + x) * channels + channel] & 0xFF;
  }

  /** {@return the array that holds the samples, {@code [H, W, C]}} Not to be modified. */
  public byte[] samples() {
    return samples;
  }

  /** {@return a tensor {@code [1, H, W, C]} of {@code sample / 255f}, from 0 to 1} */
  public Tensor toTensor() {
    Tensor tensor = Tensor.zeros(Shape.of(1, height, width, channels));
    float[] values = tensor.array();
    for (int i = 0; i < samples.length; i++) {
      values[i] = (samples[i] & 0xFF) / 255f;
    }
    return tensor;
  }

  /** {@return the picture for drawing and writing} */
  public BufferedImage toBufferedImage() {
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(width, height, type);
    int[] values = new int[samples.length];
    Arrays.setAll(values, i -> samples[i] & 0xFF);
    image.getRaster().setPixels(0, 0, width, height, values);
    return image;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture picture
        && height == picture.height
        && width == picture.width
        && channels == picture.channels
        && Arrays.equals(samples, picture.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * height + width) + channels) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "Picture [%d, %d, %d]".formatted(height, width, channels);
  }
}
