package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.crema.core.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

  /** The offset of a PNG's width; its height follows, and the CRC 13 bytes on. */
  private static final int WIDTH_OFFSET = 16;

  @TempDir private Path dir;

  @Test
  void read_greySamples_areTakenAsTheyAre() throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int level = 0; level < 256; level++) {
      image.getRaster().setSample(level % 28, level / 28, 0, level);
    }

    Tensor read = Picture.read(png(image));

    assertThat(read.shape()).isEqualTo(DigitModel.IMAGE.withBatch(1));
    for (int level = 0; level < 256; level++) {
      assertThat(read.array()[level]).isEqualTo(level / 255f);
    }
  }

  @Test
  void read_greySamplesOf16Bits_areTakenByTheirUpperHalf() throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 65_535);
    image.getRaster().setSample(1, 0, 0, 100 * 257);

    float[] read = Picture.read(png(image)).array();

    assertThat(read[0]).isEqualTo(1f);
    assertThat(read[1]).isEqualTo(100 / 255f);
    assertThat(read[2]).isZero();
  }

  /** Levels by hand from ITU-R BT.601: 0.299, 0.587 and 0.114 of 255. */
  @ParameterizedTest
  @CsvSource({
    "ffff0000, 76",
    "ff00ff00, 150",
    "ff0000ff, 29",
    "ffffffff, 255",
    "ff000000, 0",
    "80ffffff, 128",
    "00ffffff, 0"
  })
  void read_colours_becomeTheirLumaOverBlack(String argb, int level) throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(5, 3, Integer.parseUnsignedInt(argb, 16));

    assertThat(Picture.read(png(image)).get(0, 3, 5, 0)).isEqualTo(level / 255f);
  }

  @Test
  void read_palette_isLookedUp() throws IOException {
    byte[] levels = {0, (byte) 255};
    IndexColorModel inverted =
        new IndexColorModel(1, 2, reversed(levels), reversed(levels), reversed(levels));
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_BINARY, inverted);
    image.getRaster().setSample(0, 0, 0, 1);

    float[] read = Picture.read(png(image)).array();

    assertThat(read[0]).isZero();
    assertThat(read[1]).isEqualTo(1f);
  }

  private static byte[] reversed(byte[] two) {
    return new byte[] {two[1], two[0]};
  }

  @Test
  void read_largerPicture_isScaledByTheMeanOfItsPixels() throws IOException {
    BufferedImage image = new BufferedImage(112, 56, BufferedImage.TYPE_INT_RGB);
    // One of the 4 x 2 pixels that become the one at (3, 2).
    image.setRGB(13, 5, 0xFFFFFF);

    float[] read = Picture.read(png(image)).array();

    for (int i = 0; i < read.length; i++) {
      float expected = i == 2 * 28 + 3 ? 1 / 8f : 0f;
      assertThat(read[i]).as("pixel %d", i).isCloseTo(expected, within(1.01f / 255));
    }
  }

  private static Offset<Float> within(float difference) {
    return Offset.offset(difference);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 200", "501, 28", "57, 1000"})
  void read_uniformPictureOfAnySize_staysUniform(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, 0x646464);
    }

    assertThat(Picture.read(png(image)).array()).containsOnly(100 / 255f);
  }

  @ParameterizedTest
  @CsvSource({"16385, 1", "1, 16385", "8000, 5001", "2147483647, 2147483647"})
  void read_headerThatClaimsTooMuch_isRefused(int width, int height) throws IOException {
    Path file = pngThatClaims(width, height);

    assertThatIOException()
        .isThrownBy(() -> Picture.read(file))
        .withMessage(
            "%s: expected at most 16,384 pixels a side and 40,000,000 in all, found %,d x %,d"
                .formatted(file, width, height));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60})
  void read_truncatedFile_isRefused(int length) throws IOException {
    byte[] whole = Files.readAllBytes(png(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB)));
    Path file = dir.resolve("truncated.png");
    Files.write(file, Arrays.copyOf(whole, length));

    assertThatIOException()
        .isThrownBy(() -> Picture.read(file))
        .withMessageStartingWith(file + ": corrupt picture (");
  }

  @Test
  void read_emptyFile_isRefused() throws IOException {
    Path file = Files.createFile(dir.resolve("empty.png"));

    assertThatIOException()
        .isThrownBy(() -> Picture.read(file))
        .withMessageStartingWith(file + ": not a picture");
  }

  @Test
  void read_directory_isRefused() {
    assertThatIOException().isThrownBy(() -> Picture.read(dir)).withMessage(dir + ": not a file");
  }

  private Path pngThatClaims(int width, int height) throws IOException {
    Path file = png(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    bytes.putInt(WIDTH_OFFSET, width).putInt(WIDTH_OFFSET + 4, height);
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), WIDTH_OFFSET - 4, 17);
    bytes.putInt(WIDTH_OFFSET + 13, (int) crc.getValue());
    Files.write(file, bytes.array());
    return file;
  }

  private Path png(BufferedImage image) throws IOException {
    Path file = dir.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
