package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a block gives back is what it was made of, packed or not. */
class PixelBlockTest {

  private static final int IMAGES = 5;

  private static final float[] VALUES = new float[256];

  static {
    for (int pixel = 0; pixel < VALUES.length; pixel++) {
      VALUES[pixel] = pixel * 3f;
    }
  }

  /** Pixels of which some are zero, and more after them, none zero. */
  private static byte[] pixels(int imageBytes, double nonZero) {
    Random random = new Random(imageBytes);
    byte[] pixels = new byte[IMAGES * imageBytes + 100];
    Arrays.fill(pixels, (byte) -1);
    for (int i = 0; i < IMAGES * imageBytes; i++) {
      pixels[i] = random.nextDouble() < nonZero ? (byte) (1 + random.nextInt(255)) : 0;
    }
    return pixels;
  }

  @ParameterizedTest(name = "{0} bytes, {1} not zero")
  @CsvSource({
    "1, 0",
    "1, 1",
    "7, 0",
    "9, 0.2",
    "9, 1",
    "63, 0.2",
    "64, 0",
    "64, 0.2",
    "64, 1",
    "65, 0.2",
    "128, 0.5",
    "207, 0.8",
    "784, 0",
    "784, 0.2",
    "784, 0.86",
    "784, 0.89",
    "784, 1"
  })
  void read_everyImage_isAsItWas(int imageBytes, double nonZero) {
    byte[] pixels = pixels(imageBytes, nonZero);
    PixelBlock block = PixelBlock.of(pixels, IMAGES, imageBytes);

    for (int image = 0; image < IMAGES; image++) {
      byte[] expected =
          Arrays.copyOfRange(pixels, image * imageBytes, image * imageBytes + imageBytes);
      byte[] bytes = new byte[imageBytes];
      Arrays.fill(bytes, (byte) 9);
      float[] floats = new float[imageBytes + 2];
      Arrays.fill(floats, -1f);

      block.read(image, bytes);
      block.read(image, VALUES, floats, 1);

      assertThat(bytes).isEqualTo(expected);
      assertThat(floats).startsWith(-1f).endsWith(-1f);
      for (int i = 0; i < imageBytes; i++) {
        assertThat(floats[1 + i]).isEqualTo(VALUES[expected[i] & 0xFF]);
      }
    }
  }
}
