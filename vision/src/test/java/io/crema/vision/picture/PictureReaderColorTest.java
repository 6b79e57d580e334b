package io.crema.vision.picture;

import static io.crema.vision.picture.Encoded.bmp;
import static io.crema.vision.picture.Encoded.bytes;
import static io.crema.vision.picture.Encoded.chunk;
import static io.crema.vision.picture.Encoded.jpegOfSamples;
import static io.crema.vision.picture.Encoded.png;
import static io.crema.vision.picture.Encoded.withAdobe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.vision.raster.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format and color model; expected samples are worked out by hand. */
class PictureReaderColorTest {

  private static final int RGB = 2;
  private static final int PALETTE = 3;

  /** What compression may lose of a uniform JPEG, in steps of 255. */
  private static final int LOSS = 2;

  private static int[] samples(Picture picture) {
    int[] samples = new int[picture.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = picture.samples()[i] & 0xFF;
    }
    return samples;
  }

  private static int[] read(byte[] file) throws IOException {
    Picture picture = PictureReader.readColor("x", file);
    assertThat(picture.channels()).isEqualTo(3);
    return samples(picture);
  }

  private static byte[] uniformJpeg(int... pixel) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 24, 16, pixel.length, null);
    for (int i = 0; i < 24 * 16; i++) {
      raster.setPixel(i % 24, i / 24, pixel);
    }
    return jpegOfSamples(raster);
  }

  private static void assertUniform(byte[] jpeg, double red, double green, double blue)
      throws IOException {
    Picture picture = PictureReader.readColor("x.jpg", jpeg);
    assertThat(new int[] {picture.height(), picture.width()}).containsExactly(16, 24);
    double[] expected = {red, green, blue};
    int[] found = samples(picture);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("sample %d", i)
          .isBetween(expected[i % 3] - LOSS, expected[i % 3] + LOSS);
    }
  }

  @Test
  void readColor_pngRgb8_isTakenAsItIs() throws IOException {
    byte[] rows = bytes(255, 0, 0, 0, 255, 1, 10, 100, 200, 1, 2, 3);

    assertThat(read(png(2, 2, 8, RGB, rows)))
        .containsExactly(255, 0, 0, 0, 255, 1, 10, 100, 200, 1, 2, 3);
  }

  @Test
  void readColor_pngRgb16_isRoundedTo8Bits() throws IOException {
    // 0x1234 / 65,535 * 255 = 18.13; 0x80FF = 128.49; 0x8180 = 128.996
    byte[] row = bytes(0x12, 0x34, 0x80, 0xFF, 0x81, 0x80);

    assertThat(read(png(1, 1, 16, RGB, row))).containsExactly(18, 128, 129);
  }

  @Test
  void readColor_pngGrey_hasThreeEqualChannels() throws IOException {
    assertThat(read(png(2, 1, 8, 0, bytes(7, 255)))).containsExactly(7, 7, 7, 255, 255, 255);
    assertThat(read(png(1, 1, 16, 0, bytes(0x80, 0xFF)))).containsExactly(128, 128, 128);
    assertThat(read(png(4, 1, 1, 0, bytes(0b1010_0000))))
        .containsExactly(255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void readColor_pngPalette_isLookedUp(int depth) throws IOException {
    byte[] palette = chunk("PLTE", bytes(10, 20, 30, 200, 100, 50));
    byte[] row =
        switch (depth) {
          case 1 -> bytes(0b0100_0000);
          case 2 -> bytes(0b00_01_00_00);
          case 4 -> bytes(0x01);
          default -> bytes(0, 1);
        };

    assertThat(read(png(2, 1, depth, PALETTE, row, palette)))
        .containsExactly(10, 20, 30, 200, 100, 50);
  }

  @Test
  void readColor_transparentPng_isOverWhite() throws IOException {
    // Opaque, one fifth, nothing: 255 * 4 / 5 + 100 / 5 = 224 and so on.
    byte[] row = bytes(100, 50, 0, 255, 100, 50, 0, 51, 100, 50, 0, 0);

    assertThat(read(png(3, 1, 8, 6, row)))
        .containsExactly(100, 50, 0, 224, 214, 204, 255, 255, 255);
  }

  @Test
  void readColor_transparentPaletteAndColor_areOverWhite() throws IOException {
    byte[] palette = chunk("PLTE", bytes(10, 20, 30, 200, 100, 50));
    assertThat(read(png(2, 1, 8, PALETTE, bytes(0, 1), palette, chunk("tRNS", bytes(0, 255)))))
        .containsExactly(255, 255, 255, 200, 100, 50);
    byte[] row = bytes(1, 2, 3, 4, 5, 6);
    assertThat(read(png(2, 1, 8, RGB, row, chunk("tRNS", bytes(0, 1, 0, 2, 0, 3)))))
        .containsExactly(255, 255, 255, 4, 5, 6);
  }

  @Test
  void read_background_showsThroughInColorAndGrey() throws IOException {
    byte[] nothing = png(1, 1, 8, 6, bytes(9, 9, 9, 0));
    byte[] half = png(1, 1, 16, 4, bytes(0, 0, 0x80, 0x00)); // black, half opaque

    PicturePreparation rgb = new PicturePreparation(1, 1, ColorMode.RGB, ResizeMode.FIT, 0x102030);
    PicturePreparation grey =
        new PicturePreparation(1, 1, ColorMode.GREY, ResizeMode.FIT, 0x0000FF);

    assertThat(samples(PictureReader.read("x", nothing, rgb))).containsExactly(16, 32, 48);
    // The luma of blue is 0.114 of 255: 29.07.
    assertThat(samples(PictureReader.read("x", nothing, grey))).containsExactly(29);
    assertThat(samples(PictureReader.read("x", half, rgb))).containsExactly(8, 16, 24);
  }

  @ParameterizedTest
  @CsvSource({
    "ff0000, 255, 0, 0",
    "00ff00, 0, 255, 0",
    "0000ff, 0, 0, 255",
    "3c78b4, 60, 120, 180"
  })
  void readColor_jpegOfLumaAndChroma_isRgb(String rgb, int red, int green, int blue)
      throws IOException {
    BufferedImage picture =
        Encoded.uniform(24, 16, BufferedImage.TYPE_INT_RGB, Integer.parseInt(rgb, 16));

    assertUniform(Encoded.write(picture, "jpeg"), red, green, blue);
    assertUniform(Encoded.write(new IIOImage(picture, null, null), "jpeg", true), red, green, blue);
  }

  @Test
  void readColor_jpegOfThreeComponentsWithoutAWord_isLumaAndChroma() throws IOException {
    // R = Y + 1.402 (Cr - 128) and so on, by JFIF.
    double red = 100 + 1.402 * 20;
    double green = 100 - 0.344136 * -8 - 0.714136 * 20;
    double blue = 100 + 1.772 * -8;

    assertUniform(uniformJpeg(100, 120, 148), red, green, blue);
    assertUniform(withAdobe(uniformJpeg(100, 120, 148), 1), red, green, blue);
  }

  @Test
  void readColor_jpegOfRgb_isTakenAsItIs() throws IOException {
    assertUniform(withAdobe(uniformJpeg(100, 30, 220), 0), 100, 30, 220);
  }

  @Test
  void readColor_greyJpeg_hasThreeEqualChannels() throws IOException {
    assertUniform(uniformJpeg(77), 77, 77, 77);
  }

  @Test
  void readColor_cmykOfAdobe_isOfLight() throws IOException {
    assertUniform(withAdobe(uniformJpeg(200, 100, 50, 255), 0), 200, 100, 50);
    assertUniform(
        withAdobe(uniformJpeg(200, 100, 50, 128), 0),
        200 * 128 / 255.0,
        100 * 128 / 255.0,
        50 * 128 / 255.0);
  }

  @Test
  void readColor_cmykOfOthers_isOfInk() throws IOException {
    assertUniform(uniformJpeg(200, 100, 50, 0), 55, 155, 205);
    assertUniform(
        uniformJpeg(200, 100, 50, 128), 55 * 127 / 255.0, 155 * 127 / 255.0, 205 * 127 / 255.0);
  }

  @Test
  void readColor_ycck_isCmykWithLumaAndChroma() throws IOException {
    // The inks 200, 100 and 50 as luma and chroma; black stored as what it lets pass.
    double luma = 0.299 * 200 + 0.587 * 100 + 0.114 * 50;
    int cb = (int) Math.round(128 + (50 - luma) / 1.772);
    int cr = (int) Math.round(128 + (200 - luma) / 1.402);

    byte[] jpeg = withAdobe(uniformJpeg((int) Math.round(luma), cb, cr, 128), 2);

    assertUniform(jpeg, 55 * 128 / 255.0, 155 * 128 / 255.0, 205 * 128 / 255.0);
  }

  @Test
  void readColor_ycckBeyondTheRange_isCutOff() throws IOException {
    // Luma and chroma that give red far above 255, so no red light, and blue below 0.
    assertUniform(withAdobe(uniformJpeg(180, 20, 250, 255), 2), 0, 255 - 130, 255);
  }

  @Test
  void readColor_gif_isItsFirstFrameOverWhite() throws IOException {
    byte[] reds = bytes(10, 200, 0, 0);
    byte[] greens = bytes(20, 100, 0, 0);
    byte[] blues = bytes(30, 50, 0, 0);
    IndexColorModel model = new IndexColorModel(2, 4, reds, greens, blues, 2);
    BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, model);
    picture.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 1, 2});

    assertThat(read(Encoded.write(picture, "gif")))
        .containsExactly(10, 20, 30, 200, 100, 50, 255, 255, 255);
  }

  @Test
  void readColor_bmp_isReadInEveryDepth() throws IOException {
    assertThat(read(bmp(2, 1, 24, 0, bytes(), bytes(3, 2, 1, 6, 5, 4, 0, 0))))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read(bmp(1, 1, 32, 0, bytes(), bytes(3, 2, 1, 0)))).containsExactly(1, 2, 3);
    // 5 bits each: red 31, green 10, blue 0; 10 of 31 is 82.26 of 255.
    assertThat(read(bmp(2, 1, 16, 0, bytes(), bytes(0x40, 0x7D, 0, 0))))
        .containsExactly(255, 82, 0, 0, 0, 0);
    ByteBuffer masks = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    masks.putInt(0xF800).putInt(0x07E0).putInt(0x001F);
    // Green has 6 bits: 32 of 63 is 129.5 of 255, a little less in binary.
    assertThat(read(bmp(2, 1, 16, 3, masks.array(), bytes(0x00, 0x84, 0x1F, 0x00))))
        .containsExactly(132, 130, 0, 0, 0, 255);
    byte[] palette = bytes(30, 20, 10, 0, 50, 100, 200, 0);
    assertThat(read(bmp(2, 1, 8, 0, palette, bytes(0, 1, 0, 0))))
        .containsExactly(10, 20, 30, 200, 100, 50);
  }

  @ParameterizedTest
  @CsvSource({"3000, 1500, 1024, 512", "1024, 7, 1024, 7", "1, 16384, 1, 1024"})
  void readColor_anySize_isAtMost1024Long(int width, int height, int newWidth, int newHeight)
      throws IOException {
    byte[] png = png(width, height, 8, RGB, new byte[width * height * 3]);

    Picture picture = PictureReader.readColor("x.png", png);

    assertThat(picture.width()).isEqualTo(newWidth);
    assertThat(picture.height()).isEqualTo(newHeight);
  }

  @Test
  void read_greyPreparation_isTheLumaOfTheColor() throws IOException {
    byte[] png = png(2, 1, 8, RGB, bytes(10, 100, 200, 255, 0, 0));
    PicturePreparation grey = PicturePreparation.of(1, 2, ColorMode.GREY, ResizeMode.FIT);

    // 2.99 + 58.7 + 22.8 = 84.49; 0.299 * 255 = 76.245
    assertThat(samples(PictureReader.read("x", png, grey))).containsExactly(84, 76);
  }

  @Test
  void readInput_file_isTheSamplesFrom0To1(@TempDir Path dir) throws IOException {
    Path file = Files.write(dir.resolve("x"), png(2, 1, 8, RGB, bytes(0, 1, 2, 253, 254, 255)));
    PicturePreparation asIs = PicturePreparation.of(1, 2, ColorMode.RGB, ResizeMode.CROP);

    var input = PictureReader.readInput(file, asIs);

    assertThat(input.shape().dims()).containsExactly(1, 1, 2, 3);
    assertThat(input.array())
        .containsExactly(0f, 1 / 255f, 2 / 255f, 253 / 255f, 254 / 255f, 255 / 255f);
  }

  @Test
  void readInfo_everyFormat_isWhatItsHeaderSays(@TempDir Path dir) throws IOException {
    assertThat(info(dir, png(3, 2, 8, 0, new byte[6]))).isEqualTo(new PictureInfo(2, 3, false));
    assertThat(info(dir, png(3, 2, 8, RGB, new byte[18]))).isEqualTo(new PictureInfo(2, 3, true));
    byte[] palette = chunk("PLTE", bytes(1, 2, 3));
    assertThat(info(dir, png(3, 2, 8, PALETTE, new byte[6], palette)))
        .isEqualTo(new PictureInfo(2, 3, true));
    byte[] turned = Encoded.withExif(uniformJpeg(1, 2, 3), Encoded.exif(6, ByteOrder.BIG_ENDIAN));
    assertThat(info(dir, turned)).isEqualTo(new PictureInfo(24, 16, true));
    assertThat(info(dir, uniformJpeg(9))).isEqualTo(new PictureInfo(16, 24, false));
  }

  private static PictureInfo info(Path dir, byte[] file) throws IOException {
    return PictureReader.readInfo(Files.write(dir.resolve("x"), file));
  }

  @Test
  void read_broken_isRefusedInColorToo() {
    byte[] png = png(2, 2, 8, RGB, new byte[12]);
    png[png.length - 20] ^= 1; // among the pixels

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.readColor("x.png", png))
        .withMessage("x.png: corrupt picture (a wrong checksum in chunk IDAT)");
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.readColor("x", Encoded.pngHeader(60_000, 60_000, 8, RGB)))
        .withMessageContaining("found 60,000 x 60,000");
  }
}
