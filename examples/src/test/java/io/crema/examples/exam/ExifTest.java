package io.crema.examples.exam;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The note of a camera's turn, read as the Exif standard lays it out. */
class ExifTest {

  @Test
  void exifTurn_file_notesAnOrientationThatAsksForATurn() {
    Set<Integer> seen = new HashSet<>();
    for (int seed = 0; seed < 40; seed++) {
      byte[] file = PictureVariation.EXIF_TURN.draw(Drawn.five(), seed);
      assertThat(Drawn.decode(file)).isNotNull();
      seen.add(orientation(file));
    }
    assertThat(seen).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8);
  }

  /** Walks the segments up to Exif's, and its tags up to 0x0112. */
  private static int orientation(byte[] file) {
    ByteBuffer jpeg = ByteBuffer.wrap(file);
    assertThat(jpeg.getShort()).isEqualTo((short) 0xFFD8);
    while (jpeg.getShort() != (short) 0xFFE1) {
      jpeg.position(jpeg.position() + jpeg.getShort(jpeg.position()));
    }
    int length = jpeg.getShort();
    byte[] header = new byte[6];
    jpeg.get(header);
    assertThat(new String(header, StandardCharsets.US_ASCII)).isEqualTo("Exif\0\0");
    ByteBuffer tiff = jpeg.slice(jpeg.position(), length - 8);
    tiff.order(tiff.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    assertThat(tiff.getShort(2)).isEqualTo((short) 42);
    int entries = tiff.getInt(4);
    for (int k = 0; k < tiff.getShort(entries); k++) {
      int entry = entries + 2 + 12 * k;
      if (tiff.getShort(entry) == 0x0112) {
        return tiff.getShort(entry + 8);
      }
    }
    throw new AssertionError("no orientation");
  }

  /** What a viewer does, as lists of the standard have it: mirror first, then turn clockwise. */
  @ParameterizedTest
  @CsvSource({"1, false, 0", "2, true, 0", "3, false, 2", "4, true, 2"})
  void stored_upsideDownOrMirrored_isUprightAsAViewerShowsIt(
      int orientation, boolean mirror, int quarters) {
    assertUpright(orientation, mirror, quarters);
  }

  @ParameterizedTest
  @CsvSource({"5, true, 3", "6, false, 1", "7, true, 1", "8, false, 3"})
  void stored_sideways_isUprightAsAViewerShowsIt(int orientation, boolean mirror, int quarters) {
    assertUpright(orientation, mirror, quarters);
  }

  private static void assertUpright(int orientation, boolean mirror, int quarters) {
    Canvas upright = new Canvas(3, 2, true);
    for (int i = 0; i < 6; i++) {
      upright.planes[0][i] = i / 10f;
    }
    BufferedImage stored = image(Exif.stored(upright, orientation));
    BufferedImage shown = mirror ? mirrored(stored) : stored;
    for (int k = 0; k < quarters; k++) {
      shown = quarterTurned(shown);
    }
    assertThat(Drawn.levels(shown)).isDeepEqualTo(Drawn.levels(image(upright)));
  }

  private static BufferedImage image(Canvas canvas) {
    return Drawn.decode(PictureFile.greyPng(canvas));
  }

  private static BufferedImage mirrored(BufferedImage image) {
    BufferedImage mirrored =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = mirrored.createGraphics();
    graphics.drawImage(image, image.getWidth(), 0, -image.getWidth(), image.getHeight(), null);
    graphics.dispose();
    return mirrored;
  }

  private static BufferedImage quarterTurned(BufferedImage image) {
    BufferedImage turned =
        new BufferedImage(image.getHeight(), image.getWidth(), BufferedImage.TYPE_BYTE_GRAY);
    AffineTransform turn = AffineTransform.getTranslateInstance(image.getHeight(), 0);
    turn.quadrantRotate(1);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, turn, null);
    graphics.dispose();
    return turned;
  }
}
