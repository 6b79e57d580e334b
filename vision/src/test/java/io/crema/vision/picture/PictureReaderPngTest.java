package io.crema.vision.picture;

import static io.crema.vision.picture.Encoded.bytes;
import static io.crema.vision.picture.Encoded.chunk;
import static io.crema.vision.picture.Encoded.concat;
import static io.crema.vision.picture.Encoded.png;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.IIOImage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every colour type and depth that a PNG can have; expected levels are worked out by hand. */
class PictureReaderPngTest {

  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  /** The rounding of a few operations on numbers up to 1. */
  private static final Offset<Float> ROUNDING = Offset.offset(3e-7f);

  private static float[] levels(byte[] png) throws IOException {
    return PictureReader.read("x.png", png).toArray();
  }

  @Test
  void read_grey8_isTakenAsItIs() throws IOException {
    byte[] samples = new byte[256];
    for (int i = 0; i < 256; i++) {
      samples[i] = (byte) i;
    }

    GreyImage image = PictureReader.read("x.png", png(16, 16, 8, GREY, samples));

    assertThat(image.width()).isEqualTo(16);
    assertThat(image.height()).isEqualTo(16);
    for (int i = 0; i < 256; i++) {
      assertThat(image.get(i % 16, i / 16)).isEqualTo(i / 255f);
    }
  }

  @Test
  void read_greyBelow8Bits_isScaledToWhite() throws IOException {
    assertThat(levels(png(8, 1, 1, GREY, bytes(0b1010_0001))))
        .containsExactly(1f, 0f, 1f, 0f, 0f, 0f, 0f, 1f);
    assertThat(levels(png(4, 1, 2, GREY, bytes(0b00_01_10_11))))
        .usingComparatorWithPrecision(1 / 500f)
        .containsExactly(0f, 1 / 3f, 2 / 3f, 1f);
    assertThat(levels(png(4, 1, 4, GREY, bytes(0x01, 0x8F))))
        .usingComparatorWithPrecision(1 / 500f)
        .containsExactly(0f, 1 / 15f, 8 / 15f, 1f);
  }

  @Test
  void read_grey16_keepsAllBits() throws IOException {
    byte[] samples = bytes(0, 0, 0, 1, 0x12, 0x34, 0x80, 0x00, 0xFF, 0xFE, 0xFF, 0xFF);

    assertThat(levels(png(6, 1, 16, GREY, samples)))
        .containsExactly(0f, 1 / 65_535f, 0x1234 / 65_535f, 0x8000 / 65_535f, 0xFFFE / 65_535f, 1f);
  }

  @Test
  void read_rgb8_isWeighted() throws IOException {
    byte[] samples = bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 10, 100, 200);

    float[] levels = levels(png(6, 1, 8, RGB, samples));

    assertThat(levels)
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0.299f, 0.587f, 0.114f, 1f, 0f, (2.99f + 58.7f + 22.8f) / 255);
    assertThat(levels[3]).isEqualTo(1f);
  }

  @Test
  void read_rgb16_keepsAllBits() throws IOException {
    byte[] samples = bytes(0x12, 0x34, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);

    float[] levels = levels(png(2, 1, 16, RGB, samples));

    assertThat(levels[0]).isCloseTo((0.299f * 0x1234 + 0.114f) / 65_535, Offset.offset(1e-8f));
    assertThat(levels[1]).isEqualTo(1f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void read_palette_isLookedUp(int depth) throws IOException {
    // Blue, then white: the pixels are 0 1 0 1.
    byte[] palette = chunk("PLTE", bytes(0, 0, 255, 255, 255, 255));
    byte[] row =
        switch (depth) {
          case 1 -> bytes(0b0101_0000);
          case 2 -> bytes(0b00_01_00_01);
          case 4 -> bytes(0x01, 0x01);
          default -> bytes(0, 1, 0, 1);
        };

    float[] levels = levels(png(4, 1, depth, PALETTE, row, palette));

    assertThat(levels)
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0.114f, 1f, 0.114f, 1f);
  }

  @Test
  void read_darkInkOnNothing_isPutOverWhite() throws IOException {
    // A black pixel, a half black one, and one of nothing, whose colour must not count.
    byte[] samples = bytes(0, 255, 0, 51, 255, 0);

    assertThat(levels(png(3, 1, 8, GREY_ALPHA, samples)))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0f, 0.8f, 1f);
  }

  @Test
  void read_lightInkOnNothing_isPutOverBlack() throws IOException {
    byte[] samples = bytes(255, 255, 255, 51, 0, 0);

    assertThat(levels(png(3, 1, 8, GREY_ALPHA, samples)))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(1f, 0.2f, 0f);
  }

  @Test
  void read_transparentColours_areWeighedByTheirOpacity() throws IOException {
    // Much blue (luma 0.114) and a little white, of less than half a pixel: dark on the whole.
    byte[] blues = bytes(0, 0, 255, 255, 0, 0, 255, 255, 255, 255, 255, 102, 255, 255, 255, 0);
    float[] levels = levels(png(4, 1, 8, RGB_ALPHA, blues));
    assertThat(levels)
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0.114f, 0.114f, 1f, 1f);

    // With more white it is light: (0.114 + 1) / 2 is above a half.
    byte[] whites = bytes(0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 51, 9, 9, 9, 0);
    assertThat(levels(png(4, 1, 8, RGB_ALPHA, whites)))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0.114f, 1f, 0.2f, 0f);
  }

  @Test
  void read_alphaOf16Bits_keepsAllBits() throws IOException {
    byte[] grey = bytes(0xFF, 0xFF, 0x12, 0x34, 0xFF, 0xFF, 0xFF, 0xFF);
    byte[] rgb = bytes(0, 0, 0, 0, 0, 0, 0x12, 0x34, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(levels(png(2, 1, 16, GREY_ALPHA, grey))).containsExactly(0x1234 / 65_535f, 1f);
    assertThat(levels(png(2, 1, 16, RGB_ALPHA, rgb)))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(1 - 0x1234 / 65_535f, 1f);
  }

  @Test
  void read_opaqueAlpha_changesNothing() throws IOException {
    byte[] samples = bytes(0, 255, 10, 255, 77, 255);

    assertThat(levels(png(3, 1, 8, GREY_ALPHA, samples))).containsExactly(0f, 10 / 255f, 77 / 255f);
  }

  @Test
  void read_nothingButTransparent_isUniform() throws IOException {
    byte[] samples = bytes(0, 0, 255, 0, 77, 0);

    assertThat(levels(png(3, 1, 8, GREY_ALPHA, samples))).containsExactly(0f, 0f, 0f);
  }

  @Test
  void read_transparentColour_isCutOut() throws IOException {
    // The grey 200 is transparent; what remains is dark.
    assertThat(levels(png(3, 1, 8, GREY, bytes(0, 200, 51), chunk("tRNS", bytes(0, 200)))))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0f, 1f, 0.2f);
    byte[] rgb = bytes(255, 255, 255, 1, 2, 3, 255, 255, 255);
    assertThat(levels(png(3, 1, 8, RGB, rgb, chunk("tRNS", bytes(0, 1, 0, 2, 0, 3)))))
        .containsExactly(1f, 0f, 1f);
  }

  @Test
  void read_transparentColourOf16Bits_isCutOut() throws IOException {
    byte[] grey = bytes(0, 0, 0x12, 0x34, 0x12, 0x35);
    assertThat(levels(png(3, 1, 16, GREY, grey, chunk("tRNS", bytes(0x12, 0x34)))))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0f, 1f, 0x1235 / 65_535f);
  }

  @Test
  void read_transparentColourOf1Bit_isCutOut() throws IOException {
    byte[] row = bytes(0b1010_0001);

    // White is nothing, so black ink is left, over white.
    assertThat(levels(png(8, 1, 1, GREY, row, chunk("tRNS", bytes(0, 1)))))
        .containsExactly(1f, 0f, 1f, 0f, 0f, 0f, 0f, 1f);
    // Black is nothing, so white ink is left, over black.
    assertThat(levels(png(8, 1, 1, GREY, row, chunk("tRNS", bytes(0, 0)))))
        .containsExactly(1f, 0f, 1f, 0f, 0f, 0f, 0f, 1f);
  }

  @Test
  void read_transparentPalette_isPutOverTheOpposite() throws IOException {
    byte[] chunks =
        concat(chunk("PLTE", bytes(0, 0, 0, 0, 0, 0, 255, 255, 255)), chunk("tRNS", bytes(0, 51)));

    // Nothing, a fifth of black, white, white: light on the whole.
    assertThat(levels(png(4, 1, 8, PALETTE, bytes(0, 1, 2, 2), chunks)))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(0f, 0f, 1f, 1f);
    // Nothing, and a fifth of black: dark.
    assertThat(levels(png(2, 1, 8, PALETTE, bytes(0, 1), chunks)))
        .usingComparatorWithPrecision(ROUNDING.value)
        .containsExactly(1f, 0.8f);
  }

  @Test
  void read_interlaced_isTheSamePicture() throws IOException {
    BufferedImage picture = Encoded.wavy(37, 29, BufferedImage.TYPE_3BYTE_BGR);
    IIOImage image = new IIOImage(picture, null, null);

    GreyImage plain = PictureReader.read("x.png", Encoded.write(image, "png", false));

    byte[] interlaced = Encoded.write(image, "png", true);
    assertThat(interlaced[28]).isEqualTo((byte) 1);
    assertThat(PictureReader.read("x.png", interlaced)).isEqualTo(plain);
    int rgb = picture.getRGB(30, 20);
    double luma = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
    assertThat(plain.get(30, 20)).isCloseTo((float) (luma / 255), ROUNDING);
  }

  @Test
  void read_chunksThatDoNotShow_areNotLookedAt() throws IOException {
    byte[] broken = new byte[1000];

    byte[] picture =
        png(
            1,
            1,
            8,
            GREY,
            bytes(100),
            chunk("iCCP", broken),
            chunk("gAMA", broken),
            chunk("zTXt", broken),
            chunk("tEXt", broken),
            chunk("sBIT", broken),
            chunk("unKn", broken));

    assertThat(levels(picture)).containsExactly(100 / 255f);
  }

  @Test
  void read_pixelsInManyChunks_areOneStream() throws IOException {
    byte[] rows = bytes(0, 10, 20, 0, 30, 40);
    byte[] packed = Encoded.deflate(rows);
    byte[][] chunks = new byte[packed.length][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = concat(chunk("IDAT", packed[i]), chunk("IDAT"));
    }

    byte[] picture = concat(Encoded.pngHeader(2, 2, 8, GREY), concat(chunks), chunk("IEND"));

    assertThat(levels(picture)).containsExactly(10 / 255f, 20 / 255f, 30 / 255f, 40 / 255f);
  }
}
