package io.crema.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of six cells, a to f, stored as {@code abc / def}. */
class PictureReaderOrientationTest {

  /** Pixels on a side of a cell: those of a block of JPEG. */
  private static final int CELL = 16;

  private static final Offset<Float> LOSS = Offset.offset(3f / 255);

  /** How each is to be shown, by the definition: on which sides are the first row and column. */
  private static final String SHOWN =
      """
      1, abc/def
      2, cba/fed
      3, fed/cba
      4, def/abc
      5, ad/be/cf
      6, da/eb/fc
      7, fc/eb/da
      8, cf/be/ad
      """;

  private static BufferedImage stored(int cell) {
    BufferedImage picture = new BufferedImage(3 * cell, 2 * cell, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 2 * cell; y++) {
      for (int x = 0; x < 3 * cell; x++) {
        picture.getRaster().setSample(x, y, 0, sample((char) ('a' + 3 * (y / cell) + x / cell)));
      }
    }
    return picture;
  }

  private static int sample(char cell) {
    return 20 + 40 * (cell - 'a');
  }

  private static void assertShown(GreyImage image, int cell, String shown) {
    List<String> rows = Arrays.asList(shown.split("/", -1));
    assertThat(image.width()).isEqualTo(cell * rows.get(0).length());
    assertThat(image.height()).isEqualTo(cell * rows.size());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        float expected = sample(rows.get(y / cell).charAt(x / cell)) / 255f;
        assertThat(image.get(x, y)).as("(%d, %d)", x, y).isCloseTo(expected, LOSS);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHOWN)
  void read_jpeg_isShownUpright(int orientation, String shown) throws IOException {
    byte[] jpeg = Encoded.write(stored(CELL), "jpeg");

    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] tagged = Encoded.withExif(jpeg, Encoded.exif(orientation, order));
      assertShown(PictureReader.read("x.jpg", tagged), CELL, shown);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHOWN)
  void read_png_isShownUpright(int orientation, String shown) throws IOException {
    byte[] png = Encoded.write(stored(1), "png");
    byte[] exif = Encoded.chunk("eXIf", Encoded.exif(orientation, ByteOrder.BIG_ENDIAN));

    byte[] tagged =
        Encoded.concat(Arrays.copyOf(png, 33), exif, Arrays.copyOfRange(png, 33, png.length));

    assertShown(PictureReader.read("x.png", tagged), 1, shown);
  }

  @Test
  void read_largePicture_isReducedAndShownUpright() throws IOException {
    byte[] jpeg = Encoded.write(stored(512), "jpeg");

    GreyImage image =
        PictureReader.read("x.jpg", Encoded.withExif(jpeg, Encoded.exif(6, ByteOrder.BIG_ENDIAN)));

    assertThat(image.width()).isEqualTo(683);
    assertThat(image.height()).isEqualTo(1024);
    assertThat(image.get(10, 10)).isCloseTo(sample('d') / 255f, LOSS);
    assertThat(image.get(672, 10)).isCloseTo(sample('a') / 255f, LOSS);
    assertThat(image.get(10, 1013)).isCloseTo(sample('f') / 255f, LOSS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255, 65_535})
  void read_unknownOrientation_isUpright(int orientation) throws IOException {
    byte[] jpeg = Encoded.write(stored(CELL), "jpeg");

    byte[] tagged = Encoded.withExif(jpeg, Encoded.exif(orientation, ByteOrder.LITTLE_ENDIAN));

    assertShown(PictureReader.read("x.jpg", tagged), CELL, "abc/def");
  }

  @Test
  void read_exifCutOffOrChanged_neverFails() throws IOException {
    byte[] jpeg = Encoded.write(stored(CELL), "jpeg");
    byte[] exif = Encoded.exif(6, ByteOrder.BIG_ENDIAN);
    Random random = new Random(30);
    for (int length = 0; length < 18; length++) {
      byte[] tagged = Encoded.withExif(jpeg, Arrays.copyOf(exif, length));
      assertShown(PictureReader.read("x.jpg", tagged), CELL, "abc/def");
    }
    for (int i = 0; i < 300; i++) {
      byte[] changed = exif.clone();
      changed[random.nextInt(exif.length)] = (byte) random.nextInt(256);
      changed[random.nextInt(exif.length)] = (byte) random.nextInt(256);
      GreyImage image = PictureReader.read("x.jpg", Encoded.withExif(jpeg, changed));
      assertThat(image.width() * image.height()).isEqualTo(6 * CELL * CELL);
    }
  }

  /** Thousands of tags, each of which claims the same bytes: were they kept, it would be 300 MB. */
  @Test
  void ofExif_hostileTags_takeLittleTimeAndMemory() {
    ByteBuffer tiff = ByteBuffer.allocate(65_000);
    int tags = 5_000;
    tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) tags);
    for (int tag = 0; tag < tags; tag++) {
      tiff.putShort((short) (tag == 0x0112 ? 1 : tag)).putShort((short) 4);
      tiff.putInt(16_000).putInt(8);
    }
    byte[] hostile = tiff.array();
    Exif.orientation(hostile, 0, hostile.length);

    long bytes = Measured.allocatedBytes();
    long start = System.nanoTime();
    int orientation = Exif.orientation(hostile, 0, hostile.length);

    assertThat(orientation).isEqualTo(1);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(Measured.allocatedBytes() - bytes).isLessThan(8 << 20);
  }

  @Test
  void ofExif_directoryThatFollowsItself_ends() {
    byte[] exif = Encoded.exif(3, ByteOrder.BIG_ENDIAN);
    exif[25] = 8;

    assertThat(Exif.orientation(exif, 0, exif.length)).isEqualTo(3);
  }
}
