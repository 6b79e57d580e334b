package io.crema.vision.picture;

import static io.crema.vision.picture.Encoded.jpegOfSamples;
import static io.crema.vision.picture.Encoded.withAdobe;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every colour model that a JPEG can have; expected levels are worked out by hand. */
class PictureReaderJpegTest {

  /** Samples go through the transforms with a loss of at most two steps. */
  private static final Offset<Float> LOSS = Offset.offset(2.1f / 255);

  private static GreyImage read(byte[] jpeg) throws IOException {
    return PictureReader.read("x.jpg", jpeg);
  }

  private static byte[] samples(int... pixel) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 24, 16, pixel.length, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        raster.setPixel(x, y, pixel);
      }
    }
    return jpegOfSamples(raster);
  }

  private static void assertUniform(byte[] jpeg, double level) throws IOException {
    GreyImage image = read(jpeg);
    assertThat(image.width()).isEqualTo(24);
    assertThat(image.height()).isEqualTo(16);
    for (float found : image.toArray()) {
      assertThat(found).isCloseTo((float) level, LOSS);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "100", "254", "255"})
  void read_grey_isTakenAsItIs(int sample) throws IOException {
    assertUniform(samples(sample), sample / 255.0);
  }

  @ParameterizedTest
  @CsvSource({"ff0000, 0.299", "00ff00, 0.587", "0000ff, 0.114", "ffffff, 1", "000000, 0"})
  void read_colours_areTheirLuma(String rgb, double luma) throws IOException {
    int packed = Integer.parseInt(rgb, 16);
    BufferedImage picture = Encoded.uniform(24, 16, BufferedImage.TYPE_INT_RGB, packed);

    assertUniform(Encoded.write(picture, "jpeg"), luma);
    assertUniform(Encoded.write(new IIOImage(picture, null, null), "jpeg", true), luma);
  }

  @Test
  void read_threeComponentsWithoutAWord_areLumaAndChroma() throws IOException {
    assertUniform(samples(100, 30, 220), 100 / 255.0);
    assertUniform(withAdobe(samples(100, 30, 220), 1), 100 / 255.0);
  }

  @Test
  void read_rgbByAdobesWord_isWeighted() throws IOException {
    double luma = (0.299 * 100 + 0.587 * 30 + 0.114 * 220) / 255;

    assertUniform(withAdobe(samples(100, 30, 220), 0), luma);
  }

  @Test
  void read_rgbByTheNamesOfComponents_isWeighted() throws IOException {
    byte[] jpeg = samples(100, 30, 220);
    for (int i = 0; i + 20 < jpeg.length; i++) {
      boolean frame = jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0;
      boolean scan = jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA;
      for (int c = 0; c < 3 && (frame || scan); c++) {
        jpeg[frame ? i + 10 + 3 * c : i + 5 + 2 * c] = (byte) "RGB".charAt(c);
      }
    }

    assertUniform(jpeg, (0.299 * 100 + 0.587 * 30 + 0.114 * 220) / 255);
  }

  @Test
  void read_jfif_isLumaAndChromaWhateverAdobeSays() throws IOException {
    byte[] jfif = Encoded.bytes('J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);

    byte[] jpeg = Encoded.withSegment(withAdobe(samples(100, 30, 220), 0), 0xE0, jfif);

    assertUniform(jpeg, 100 / 255.0);
  }

  @Test
  void read_cmykOfAdobe_isOfLight() throws IOException {
    // What passes: 200, 100 and 50 of 255, and half of it where there is black.
    double colors = (0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 255;

    assertUniform(withAdobe(samples(200, 100, 50, 255), 0), colors);
    assertUniform(withAdobe(samples(200, 100, 50, 128), 0), colors * 128 / 255);
    assertUniform(withAdobe(samples(255, 255, 255, 255), 0), 1);
    assertUniform(withAdobe(samples(255, 255, 255, 0), 0), 0);
  }

  @Test
  void read_cmykOfOthers_isOfInk() throws IOException {
    double colors = (0.299 * 55 + 0.587 * 155 + 0.114 * 205) / 255;

    assertUniform(samples(200, 100, 50, 0), colors);
    assertUniform(samples(200, 100, 50, 128), colors * 127 / 255);
    assertUniform(samples(0, 0, 0, 0), 1);
    assertUniform(samples(0, 0, 0, 255), 0);
  }

  @Test
  void read_ycck_isCmykWithLuma() throws IOException {
    // The inks 200, 100 and 50 as luma and chroma; black stored as what it lets pass.
    int red = 200;
    int green = 100;
    int blue = 50;
    double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    int cb = (int) Math.round(128 + 0.564 * (blue - luma));
    int cr = (int) Math.round(128 + 0.713 * (red - luma));

    byte[] jpeg = withAdobe(samples((int) Math.round(luma), cb, cr, 128), 2);

    double light = (0.299 * (255 - red) + 0.587 * (255 - green) + 0.114 * (255 - blue)) / 255;
    assertUniform(jpeg, light * 128 / 255);
  }

  @Test
  void read_photograph_isCloseToItsPixels() throws IOException {
    BufferedImage picture = new BufferedImage(61, 43, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 43; y++) {
      for (int x = 0; x < 61; x++) {
        picture.setRGB(x, y, 4 * x * 0x10000 + 5 * y * 0x100 + 250 - 4 * x);
      }
    }

    for (boolean progressive : new boolean[] {false, true}) {
      GreyImage image = read(Encoded.write(new IIOImage(picture, null, null), "jpeg", progressive));

      for (int y = 0; y < 43; y++) {
        for (int x = 0; x < 61; x++) {
          double luma = 0.299 * 4 * x + 0.587 * 5 * y + 0.114 * (250 - 4 * x);
          assertThat(image.get(x, y)).isCloseTo((float) (luma / 255), LOSS);
        }
      }
    }
  }

  @Test
  void read_segmentsThatDoNotShow_areNotLookedAt() throws IOException {
    byte[] jpeg = samples(100);
    byte[] broken = new byte[60_000];
    System.arraycopy("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), 0, broken, 0, 14);

    byte[] padded = Encoded.withSegment(jpeg, 0xE2, broken);
    padded = Encoded.withSegment(padded, 0xFE, new byte[60_000]);
    padded = Encoded.withSegment(padded, 0xE0, new byte[1]);

    assertThat(read(padded)).isEqualTo(read(jpeg));
  }

  @Test
  void read_bytesBetweenSegmentsAndBehindThePicture_areSteppedOver() throws IOException {
    byte[] jpeg = samples(100);
    byte[] commented = Encoded.withSegment(jpeg, 0xFE, new byte[1]);
    int behindComment = 7;

    byte[] padded =
        Encoded.concat(
            Arrays.copyOf(commented, behindComment),
            Encoded.bytes(0, 7, 0xFF, 0xFF, 0xFF),
            Arrays.copyOfRange(commented, behindComment, commented.length),
            new byte[100],
            jpeg);

    // The fill bytes 0xFF go on until the marker, whose own 0xFF is one of them.
    assertThat(read(padded)).isEqualTo(read(jpeg));
  }
}
