package io.crema.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderGifTest {

  private static final float ROUNDING = 3e-7f;

  private static float[] levels(byte[] gif) throws IOException {
    return PictureReader.read("x.gif", gif).toArray();
  }

  /** Pixels 0, 1, 2, 1, of which 2 is transparent if anything is. */
  private static BufferedImage palette(int transparent, int... greys) {
    byte[] levels = Encoded.bytes(greys);
    IndexColorModel model =
        new IndexColorModel(2, greys.length, levels, levels, levels, transparent);
    BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_BINARY, model);
    picture.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 1, 2, 1});
    return picture;
  }

  @Test
  void read_palette_isLookedUp() throws IOException {
    assertThat(levels(Encoded.write(palette(-1, 10, 200, 30, 40), "gif")))
        .containsExactly(10 / 255f, 200 / 255f, 30 / 255f, 200 / 255f);
  }

  @Test
  void read_transparentColour_isPutOverTheOpposite() throws IOException {
    assertThat(levels(Encoded.write(palette(2, 0, 51, 30, 40), "gif")))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(0f, 0.2f, 1f, 0.2f);
    assertThat(levels(Encoded.write(palette(2, 255, 204, 30, 40), "gif")))
        .usingComparatorWithPrecision(ROUNDING)
        .containsExactly(1f, 0.8f, 0f, 0.8f);
  }

  @Test
  void read_interlaced_isTheSamePicture() throws IOException {
    BufferedImage picture = Encoded.wavy(23, 31, BufferedImage.TYPE_BYTE_GRAY);
    IIOImage image = new IIOImage(picture, null, null);

    GreyImage plain = PictureReader.read("x.gif", Encoded.write(image, "gif", false));

    assertThat(PictureReader.read("x.gif", Encoded.write(image, "gif", true))).isEqualTo(plain);
    assertThat(plain.get(5, 30)).isEqualTo(picture.getRaster().getSample(5, 30, 0) / 255f);
  }

  /** So large that only every second row is decoded. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void read_large_isReadIfWholeAndElseRefused(boolean interlaced) throws IOException {
    BufferedImage picture = new BufferedImage(6001, 5001, BufferedImage.TYPE_BYTE_GRAY);
    picture.createGraphics().fillRect(0, 0, 6001, 2500);
    byte[] gif = Encoded.write(new IIOImage(picture, null, null), "gif", interlaced);

    GreyImage image = PictureReader.read("x.gif", gif);

    assertThat(image.get(500, 420)).isEqualTo(1f);
    assertThat(image.get(500, 430)).isEqualTo(0f);
    byte[] cut = Arrays.copyOf(gif, gif.length * 3 / 4);
    assertThatThrownBy(() -> PictureReader.read("x.gif", cut))
        .isInstanceOf(PictureException.class)
        .hasMessage("x.gif: corrupt picture (its end is missing)");
  }

  @Test
  void read_animation_givesItsFirstFrame() throws IOException {
    byte[] animation = animation(palette(-1, 10, 20, 30, 40), palette(-1, 110, 120, 130, 140));

    assertThat(levels(animation)).containsExactly(10 / 255f, 20 / 255f, 30 / 255f, 20 / 255f);
  }

  @Test
  void read_brokenLaterFrame_isNotLookedAt() throws IOException {
    byte[] animation = animation(palette(-1, 10, 20, 30, 40), palette(-1, 110, 120, 130, 140));
    int second = animation.length - 8;

    assertThat(levels(Arrays.copyOf(animation, second)))
        .containsExactly(10 / 255f, 20 / 255f, 30 / 255f, 20 / 255f);
  }

  @Test
  void read_commentsBeforeTheFrame_areSteppedOver() throws IOException {
    byte[] gif = Encoded.write(palette(-1, 10, 20, 30, 40), "gif");
    int table = 13 + 3 * (2 << (gif[10] & 7));
    byte[] comment = Encoded.concat(Encoded.bytes(0x21, 0xFE, 5), new byte[5], Encoded.bytes(0));

    byte[] padded =
        Encoded.concat(
            Arrays.copyOf(gif, table),
            comment,
            comment,
            Arrays.copyOfRange(gif, table, gif.length));

    assertThat(levels(padded)).containsExactly(levels(gif));
  }

  private static byte[] animation(BufferedImage... frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
