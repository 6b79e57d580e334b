package io.crema.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large pictures, how they become small ones, and what that takes. */
class PictureReaderSizeTest {

  private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);

  private static final long MOST_HEAP_BYTES = 64L << 20;

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "1024, 1024, 1024, 1024",
    "1024, 1, 1024, 1",
    "2048, 1024, 1024, 512",
    "1000, 4000, 256, 1024",
    "16384, 1, 1024, 1",
    "1025, 300, 1024, 300"
  })
  void read_anySize_isAtMost1024Long(int width, int height, int newWidth, int newHeight)
      throws IOException {
    byte[] png = Encoded.png(width, height, 8, 0, new byte[width * height]);

    GreyImage image = PictureReader.read("x.png", png);

    assertThat(image.width()).isEqualTo(newWidth);
    assertThat(image.height()).isEqualTo(newHeight);
  }

  @Test
  void read_largePicture_isReducedByTheMeanOfItsPixels() throws IOException {
    byte[] rows = new byte[4096 * 8];
    // One of the 4 x 4 pixels that become the one at (3, 1).
    rows[4096 * 6 + 14] = (byte) 255;

    GreyImage image = PictureReader.read("x.png", Encoded.png(4096, 8, 8, 0, rows));

    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 1024; x++) {
        float expected = x == 3 && y == 1 ? 1 / 16f : 0f;
        assertThat(image.get(x, y)).isCloseTo(expected, ROUNDING);
      }
    }
  }

  /** What is behind is of the whole picture, what shows through of the pixels of each cell. */
  @Test
  void read_largeTransparentPicture_isReducedByTheMeanOfItsPixels() throws IOException {
    byte[] rows = new byte[2 * 2048 * 2];
    rows[1] = (byte) 255; // a black pixel, one of four; the others are nothing

    GreyImage image = PictureReader.read("x.png", Encoded.png(2048, 2, 8, 4, rows));

    assertThat(image.get(0, 0)).isCloseTo(0.75f, ROUNDING);
    assertThat(image.get(1, 0)).isCloseTo(1f, ROUNDING);
  }

  @Test
  void of_anyPicture_isAsIfRead() throws IOException {
    for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
      BufferedImage picture = Encoded.uniform(5, 3, type, 0xFFFFFFFF);
      picture.setRGB(4, 2, 0xFF000000);

      GreyImage image = PictureReader.of(picture);

      assertThat(image.get(0, 0)).as("type %d", type).isCloseTo(1f, ROUNDING);
      assertThat(image.get(4, 2)).as("type %d", type).isCloseTo(0f, ROUNDING);
    }
  }

  @Test
  void of_partOfAPicture_isThatPart() {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage picture = new BufferedImage(10, 10, type);
      picture.getRaster().setSample(4, 6, 0, 200);

      GreyImage image = PictureReader.of(picture.getSubimage(3, 5, 4, 4));

      float expected = type == BufferedImage.TYPE_BYTE_GRAY ? 200 / 255f : 200 / 65_535f;
      assertThat(image.get(1, 1)).isEqualTo(expected);
      assertThat(image.get(0, 0)).isZero();
    }
  }

  @Test
  void of_premultipliedColours_areNotDimmedTwice() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR_PRE);
    picture.getRaster().setPixel(0, 0, new int[] {51, 51, 51, 51}); // a fifth of white

    GreyImage image = PictureReader.of(picture);

    assertThat(image.get(0, 0)).isCloseTo(0.2f, ROUNDING);
    assertThat(image.get(1, 0)).isZero();
  }

  @Test
  void of_otherColourSpaces_areThoseOfTheirColours() {
    ComponentColorModel linear =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 1, 3, null);
    raster.setPixel(0, 0, new int[] {255, 255, 255});
    raster.setPixel(1, 0, new int[] {55, 55, 55}); // 0.216 of the light is 0.5 on a screen

    GreyImage image = PictureReader.of(new BufferedImage(linear, raster, false, null));

    assertThat(image.get(0, 0)).isCloseTo(1f, Offset.offset(0.01f));
    assertThat(image.get(1, 0)).isCloseTo(0.5f, Offset.offset(0.02f));
  }

  // memory: what a thread allocates in all is no less than what it holds at a time

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "gif", "bmp"})
  void read_largestGreyPicture_takesLittleMemory(String format) throws IOException {
    byte[] file =
        Encoded.write(new BufferedImage(8_000, 5_000, BufferedImage.TYPE_BYTE_GRAY), format);

    long before = Measured.allocatedBytes();
    GreyImage image = PictureReader.read("x", file);
    long allocated = Measured.allocatedBytes() - before;

    assertThat(image.width()).isEqualTo(1_024);
    assertThat(image.height()).isEqualTo(640);
    assertThat(allocated).isBetween(1L << 20, MOST_HEAP_BYTES);
  }

  @Test
  void read_largestInkJpeg_takesLittleMemory() throws IOException {
    int side = 4_000;
    byte[] file =
        Encoded.jpegOfSamples(
            Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, side, side, 4, null));

    long before = Measured.allocatedBytes();
    GreyImage image = PictureReader.read("x.jpg", file);
    long allocated = Measured.allocatedBytes() - before;

    assertThat(image.width()).isEqualTo(1_024);
    assertThat(image.levels()).containsOnly(1f);
    assertThat(allocated).isBetween(1L << 20, MOST_HEAP_BYTES);
  }

  @Test
  void readColor_largeTurnedJpeg_takesLittleMemory() throws IOException {
    BufferedImage large = new BufferedImage(4_000, 4_000, BufferedImage.TYPE_3BYTE_BGR);
    byte[] file =
        Encoded.withExif(Encoded.write(large, "jpeg"), Encoded.exif(6, ByteOrder.BIG_ENDIAN));

    long before = Measured.allocatedBytes();
    Picture picture = PictureReader.readColor("x.jpg", file);
    long allocated = Measured.allocatedBytes() - before;

    assertThat(picture.width()).isEqualTo(1_024);
    assertThat(picture.samples()).containsOnly(0);
    assertThat(allocated).isBetween(1L << 20, MOST_HEAP_BYTES);
  }

  /** Readers of PNG allocate for every chunk, so here it is the heap that counts. */
  @ParameterizedTest
  @CsvSource({"8000, 5000, 8, 0", "8000, 5000, 16, 6", "4000, 3333, 8, 2"})
  void read_largestPng_fitsIntoASmallHeap(int width, int height, int depth, int colorType)
      throws IOException, InterruptedException {
    int channels = colorType == 0 ? 1 : colorType == 2 ? 3 : 4;
    byte[] row = new byte[width * channels * depth / 8];
    Path file = dir.resolve("large.png");
    Files.write(file, pngOfEqualRows(width, height, depth, colorType, row));
    long inputMiB = (Files.size(file) >> 20) + 1;

    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmn8m",
                "-Xmx%dm".formatted((MOST_HEAP_BYTES >> 20) + inputMiB),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said).contains("GreyImage 1024 x ").contains(", 1024, 3]");
  }

  /** A PNG of the same row again and again, made without having the whole of it. */
  private static byte[] pngOfEqualRows(
      int width, int height, int depth, int colorType, byte[] row) {
    Deflater deflater = new Deflater(1);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] filtered = new byte[row.length + 1];
    byte[] piece = new byte[1 << 16];
    for (int y = 0; y <= height; y++) {
      if (y < height) {
        deflater.setInput(filtered);
      } else {
        deflater.finish();
      }
      for (int n = deflater.deflate(piece); n > 0; n = deflater.deflate(piece)) {
        packed.write(piece, 0, n);
      }
    }
    deflater.end();
    return Encoded.concat(
        Encoded.pngHeader(width, height, depth, colorType),
        Encoded.chunk("IDAT", packed.toByteArray()),
        Encoded.chunk("IEND"));
  }

  /** Reads the picture it is given, in grey and in color. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) throws IOException {
      System.out.println(PictureReader.read(Path.of(args[0])));
      System.out.println(PictureReader.readColor(Path.of(args[0])));
    }
  }
}
