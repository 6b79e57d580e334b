package io.crema.vision.picture;

import static io.crema.vision.picture.Encoded.bmp;
import static io.crema.vision.picture.Encoded.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files byte by byte: the lower row comes first, blue before red, and rows fill 32 bits. */
class PictureReaderBmpTest {

  private static final float ROUNDING = 3e-7f;

  /** Blue, and grey 200. */
  private static final byte[] PALETTE = bytes(255, 0, 0, 0, 200, 200, 200, 0);

  private static float[] levels(byte[] bmp) throws IOException {
    return PictureReader.read("x.bmp", bmp).toArray();
  }

  @Test
  void read_24Bits_isWeighted() throws IOException {
    byte[] pixels = bytes(255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0);

    assertThat(levels(bmp(2, 2, 24, 0, bytes(), pixels)))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0.299f, 1f, 0.114f, 0.587f);
  }

  @Test
  void read_upperRowFirst_isNotTurned() throws IOException {
    byte[] pixels = bytes(10, 10, 10, 0, 20, 20, 20, 0);

    assertThat(levels(bmp(1, -2, 24, 0, bytes(), pixels))).containsExactly(10 / 255f, 20 / 255f);
    assertThat(levels(bmp(1, 2, 24, 0, bytes(), pixels))).containsExactly(20 / 255f, 10 / 255f);
  }

  @Test
  void read_32BitsWithoutAlpha_isOpaque() throws IOException {
    assertThat(levels(bmp(2, 1, 32, 0, bytes(), bytes(0, 0, 255, 0, 0, 255, 0, 7))))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0.299f, 0.587f);
  }

  @Test
  void read_16Bits_isScaledToWhite() throws IOException {
    // 5 bits each: full red, full green, a third of grey (10 of 31), white.
    byte[] pixels = bytes(0x00, 0x7C, 0xE0, 0x03, 0x4A, 0x29, 0xFF, 0x7F);

    assertThat(levels(bmp(4, 1, 16, 0, bytes(), pixels)))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0.299f, 0.587f, 10 / 31f, 1f);
  }

  @Test
  void read_bitFields_areFollowed() throws IOException {
    ByteBuffer masks = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    masks.putInt(0xF800).putInt(0x07E0).putInt(0x001F);
    byte[] pixels = bytes(0x00, 0xF8, 0x00, 0x04, 0x1F, 0x00, 0xFF, 0xFF);

    // Green has 6 bits: 32 of 63.
    assertThat(levels(bmp(4, 1, 16, 3, masks.array(), pixels)))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0.299f, 0.587f * 32 / 63, 0.114f, 1f);
  }

  @ParameterizedTest
  @CsvSource({"1, 40", "4, 1", "8, 0"})
  void read_palette_isLookedUp(int depth, int firstByte) throws IOException {
    byte[] pixels = depth == 8 ? bytes(0, 1, 0, 0) : bytes(depth == 1 ? 0x40 : 0x01, 0, 0, 0);

    assertThat(levels(bmp(2, 1, depth, 0, PALETTE, pixels)))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0.114f, 200 / 255f);
  }

  @Test
  void read_runs_areDecoded() throws IOException {
    // Three times grey, then blue, then the end of the picture.
    assertThat(levels(bmp(4, 1, 8, 1, PALETTE, bytes(3, 1, 1, 0, 0, 1))))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(200 / 255f, 200 / 255f, 200 / 255f, 0.114f);
    assertThat(levels(bmp(4, 1, 4, 2, PALETTE, bytes(3, 0x11, 1, 0, 0, 1))))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(200 / 255f, 200 / 255f, 200 / 255f, 0.114f);
  }

  @Test
  void read_os2Header_isUnderstood() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(30).putInt(0).putInt(26);
    file.putInt(12).putShort((short) 1).putShort((short) 1).putShort((short) 1);
    file.putShort((short) 24).put(bytes(255, 0, 0, 0));

    assertThat(levels(file.array())).usingComparatorWithPrecision(ROUNDING).containsExactly(0.114f);
  }

  /** An alpha mask, and a colour space that names another file. */
  @Test
  void read_headerOfVersion5_followsAlphaButNoProfile() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(14 + 124 + 8).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(146).putInt(0).putInt(138);
    file.putInt(124).putInt(2).putInt(1).putShort((short) 1).putShort((short) 32).putInt(3);
    file.putInt(8).putInt(0).putInt(0).putInt(0).putInt(0);
    file.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF00_0000).putInt(0x4C49_4E4B);
    file.position(138).put(bytes(0, 0, 0, 255, 0, 0, 0, 51));

    assertThat(levels(file.array()))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0f, 0.8f);
  }

  @Test
  void read_lengthThatIsWrong_isNotLookedAt() throws IOException {
    byte[] bmp = bmp(2, 1, 24, 0, bytes(), bytes(10, 10, 10, 20, 20, 20, 0, 0));
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(2, 7);

    assertThat(levels(bmp)).containsExactly(10 / 255f, 20 / 255f);
  }

  @Test
  void read_fileOfTheJdk_isTheSamePicture() throws IOException {
    BufferedImage picture = Encoded.wavy(13, 7, BufferedImage.TYPE_BYTE_GRAY);

    GreyImage image = PictureReader.read("x.bmp", Encoded.write(picture, "bmp"));

    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 13; x++) {
        assertThat(image.get(x, y)).isEqualTo(picture.getRaster().getSample(x, y, 0) / 255f);
      }
    }
  }
}
