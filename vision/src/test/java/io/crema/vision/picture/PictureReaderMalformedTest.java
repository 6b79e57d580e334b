package io.crema.vision.picture;

import static io.crema.vision.picture.Encoded.bytes;
import static io.crema.vision.picture.Encoded.chunk;
import static io.crema.vision.picture.Encoded.concat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One test for every defect a file can have. */
class PictureReaderMalformedTest {

  private static final String CONVERT = "; convert it to PNG or JPEG";

  private static final String NO_PICTURE = "x: expected a picture (PNG, JPEG, GIF, BMP), found ";
  private static final String TOO_LARGE =
      "x: expected at most 16,384 pixels a side and 40,000,000 in all, found ";

  /** For one small file, on a busy machine; most take less than a millisecond. */
  private static final long MOST_NANOS = 5_000_000_000L;

  @TempDir private Path dir;

  /** Valid files of every format. */
  private enum Sample {
    PNG("png", false, BufferedImage.TYPE_3BYTE_BGR),
    INTERLACED_PNG("png", true, BufferedImage.TYPE_4BYTE_ABGR),
    GREY_PNG("png", false, BufferedImage.TYPE_USHORT_GRAY),
    JPEG("jpeg", false, BufferedImage.TYPE_3BYTE_BGR),
    PROGRESSIVE_JPEG("jpeg", true, BufferedImage.TYPE_3BYTE_BGR),
    GREY_JPEG("jpeg", false, BufferedImage.TYPE_BYTE_GRAY),
    GIF("gif", false, BufferedImage.TYPE_BYTE_GRAY),
    INTERLACED_GIF("gif", true, BufferedImage.TYPE_BYTE_GRAY),
    BMP("bmp", false, BufferedImage.TYPE_3BYTE_BGR),
    PALETTE_BMP("bmp", false, BufferedImage.TYPE_BYTE_GRAY);

    @SuppressWarnings("ImmutableEnumChecker") // tests copy it before they change it
    private final byte[] file;

    Sample(String format, boolean progressive, int type) {
      BufferedImage picture = Encoded.wavy(40, 30, type);
      file = Encoded.write(new IIOImage(picture, null, null), format, progressive);
    }
  }

  private static PictureException refusal(byte[] file) {
    try {
      PictureReader.read("x", file);
    } catch (PictureException e) {
      assertThat(e.getMessage()).startsWith("x: ").doesNotContain("\n").hasSizeLessThan(200);
      assertThat(e.source()).isEqualTo("x");
      assertThat(e.getMessage()).isEqualTo("x: " + e.problem());
      return e;
    } catch (IOException e) {
      throw new AssertionError("not typed", e);
    }
    throw new AssertionError("not refused");
  }

  private static void assertRefused(byte[] file, String message) {
    assertThat(refusal(file)).hasMessage(message);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  // no pictures

  @Test
  void read_emptyFile_isRefused() throws IOException {
    Path file = Files.createFile(dir.resolve("empty.png"));

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.read(file))
        .withMessage(
            "%s: expected a picture (PNG, JPEG, GIF, BMP), found an empty file".formatted(file));
  }

  @Test
  void read_textFile_isRefused() throws IOException {
    Path file = dir.resolve("text.png");
    Files.writeString(file, "A digit: sieben für zwölf.\n".repeat(100));

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.read(file))
        .withMessage("%s: expected a picture (PNG, JPEG, GIF, BMP), found text".formatted(file));
  }

  @Test
  void read_directory_isRefused() {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.read(dir))
        .withMessage("%s: expected a picture (PNG, JPEG, GIF, BMP), found a directory", dir);
  }

  @Test
  void read_noSuchFile_isRefusedByName() {
    Path file = dir.resolve("missing.png");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> PictureReader.read(file))
        .withMessage(file.toString());
  }

  @Test
  void read_otherFormats_areRefusedByName() {
    assertRefused(concat(ascii("II*"), new byte[9]), NO_PICTURE + "a TIFF picture" + CONVERT);
    assertRefused(concat(ascii("MM\0*"), new byte[9]), NO_PICTURE + "a TIFF picture" + CONVERT);
    assertRefused(ascii("RIFF\0\0\0\0WEBPVP8 "), NO_PICTURE + "a WebP picture" + CONVERT);
    assertRefused(
        ascii("\0\0\0\u0018ftypheic"),
        NO_PICTURE + "an ISO media file (HEIC, AVIF, MP4)" + CONVERT);
    assertRefused(ascii("%PDF-1.7\n"), NO_PICTURE + "a PDF document");
    assertRefused(ascii("BMW is a car, no picture"), NO_PICTURE + "text");
    assertRefused(new byte[100], NO_PICTURE + "unknown data");
  }

  @Test
  void read_nameWithALineBreak_isOneLine() {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.read("a\nb", new byte[1]))
        .withMessage("a b: expected a picture (PNG, JPEG, GIF, BMP), found unknown data");
  }

  // limits

  @Test
  void read_fileOverTheLimit_isRefusedUnread() throws IOException {
    Path file = dir.resolve("large.png");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    long before = Measured.allocatedBytes();

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> PictureReader.read(file))
        .withMessage("%s: expected at most 100,000,000 bytes, found 3,221,225,472", file);
    assertThat(Measured.allocatedBytes() - before).isLessThan(4 << 20);
  }

  @ParameterizedTest
  @CsvSource({"60000, 60000", "16385, 1", "1, 16385", "8000, 5001", "2147483647, 2147483647"})
  void read_pngThatClaimsTooMuch_isRefusedAtOnce(int width, int height) {
    byte[] png = concat(Encoded.pngHeader(width, height, 8, 0), chunk("IDAT"), chunk("IEND"));
    refusal(png); // classes are loaded now

    long bytes = Measured.allocatedBytes();
    long start = System.nanoTime();
    PictureException refusal = refusal(png);
    long nanos = System.nanoTime() - start;
    bytes = Measured.allocatedBytes() - bytes;

    assertThat(refusal)
        .hasMessage(TOO_LARGE + String.format(Locale.ROOT, "%,d x %,d", width, height));
    assertThat(nanos).isLessThan(50_000_000);
    assertThat(bytes).isBetween(1L, 1L << 20);
  }

  @Test
  void read_otherFormatsThatClaimTooMuch_areRefused() {
    byte[] jpeg = Sample.JPEG.file.clone();
    int frame = indexOf(jpeg, 0xFF, 0xC0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 0xFFFF).putShort(frame + 7, (short) 40_000);
    assertRefused(jpeg, TOO_LARGE + "40,000 x 65,535");

    byte[] gif = Sample.GIF.file.clone();
    int descriptor = indexOf(gif, 0x2C, 0, 0, 0, 0, 40);
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(descriptor + 5, (short) 30_000);
    assertRefused(gif, TOO_LARGE + "30,000 x 30");

    byte[] bmp = Sample.BMP.file.clone();
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 8_000).putInt(22, -5_001);
    assertRefused(bmp, TOO_LARGE + "8,000 x 5,001");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
    assertRefused(bmp, "x: corrupt picture (a size of 8,000 x -2,147,483,648)");
  }

  @Test
  void read_noPixelsAtAll_isRefused() {
    assertRefused(
        concat(Encoded.pngHeader(0, 5, 8, 0), chunk("IEND")),
        "x: corrupt picture (a size of 0 x 5)");
  }

  // PNG

  @Test
  void read_pngWithWrongChecksum_isRefused() {
    byte[] png = Sample.PNG.file.clone();
    png[indexOf(png, 'I', 'D', 'A', 'T') + 20] ^= 1;

    assertRefused(png, "x: corrupt picture (a wrong checksum in chunk IDAT)");
  }

  @Test
  void read_pngWithTooFewPixels_isRefused() {
    byte[] png = Encoded.png(4, 3, 8, 0, new byte[9]);

    assertThat(refusal(png).problem()).startsWith("corrupt picture (");
  }

  @Test
  void read_messages_areTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertRefused(
          concat(Encoded.pngHeader(60_000, 60_000, 8, 0), chunk("IEND")),
          TOO_LARGE + "60,000 x 60,000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void read_pngWithoutParts_isRefused() {
    byte[] header = Encoded.pngHeader(1, 1, 8, 0);
    byte[] pixels = chunk("IDAT", Encoded.deflate(new byte[2]));

    assertRefused(concat(header, chunk("IEND")), "x: corrupt picture (no pixels)");
    assertRefused(concat(header, pixels), "x: corrupt picture (its end is missing)");
    assertRefused(concat(Arrays.copyOf(header, 8), new byte[30]), "x: corrupt picture (no header)");
    assertRefused(
        concat(header, chunk("HUGE"), pixels, chunk("IEND")),
        "x: corrupt picture (an unknown chunk)");
    assertRefused(
        concat(ascii("\u0089PNG\n\n\n\n"), new byte[30]),
        "x: corrupt picture (a damaged signature)");
    assertThat(refusal(concat(Encoded.pngHeader(1, 1, 8, 3), chunk("PLTE"), pixels, chunk("IEND"))))
        .hasMessageStartingWith("x: corrupt picture (");
  }

  // JPEG

  @Test
  void read_jpegOfOtherKinds_isRefusedByName() {
    byte[] jpeg = Sample.JPEG.file.clone();
    int frame = indexOf(jpeg, 0xFF, 0xC0);
    jpeg[frame + 1] = (byte) 0xC9;
    assertRefused(
        jpeg, "x: expected a baseline or progressive JPEG of 8 bits, found type 9 of 8 bits");
    jpeg[frame + 1] = (byte) 0xC1;
    jpeg[frame + 4] = 12;
    assertRefused(
        jpeg, "x: expected a baseline or progressive JPEG of 8 bits, found type 1 of 12 bits");
  }

  @Test
  void read_jpegOfTwoComponents_isRefusedByName() {
    byte[] jpeg = Sample.GREY_JPEG.file.clone();
    jpeg[indexOf(jpeg, 0xFF, 0xC0) + 9] = 2;

    assertRefused(jpeg, "x: expected a JPEG of 1, 3 or 4 components, found 2");
  }

  /** The end of the picture is there, but pixels before it are not: a decoder goes on in grey. */
  @Test
  void read_jpegWithTooFewPixels_isRefused() {
    byte[] jpeg = Sample.JPEG.file;

    byte[] cut = concat(Arrays.copyOf(jpeg, jpeg.length - 300), bytes(0xFF, 0xD9));

    assertThat(refusal(cut).problem()).contains("premature end of data");
  }

  @Test
  void read_jpegOfEndlessScans_isRefusedAtOnce() {
    byte[] jpeg = Sample.PROGRESSIVE_JPEG.file;
    byte[] scan = concat(bytes(0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0), new byte[2]);
    byte[][] scans = new byte[5_000][];
    Arrays.fill(scans, scan);

    byte[] endless = concat(Arrays.copyOf(jpeg, jpeg.length - 2), concat(scans), bytes(0xFF, 0xD9));

    assertRefused(endless, "x: expected at most 100 scans, found more");
  }

  @Test
  void read_jpegOfEndlessSegments_isRefusedAtOnce() {
    byte[] comments = new byte[400_000];
    for (int i = 0; i < comments.length; i += 4) {
      System.arraycopy(bytes(0xFF, 0xFE, 0, 2), 0, comments, i, 4);
    }

    assertRefused(
        concat(bytes(0xFF, 0xD8), comments), "x: corrupt picture (more than 10,000 segments)");
  }

  // GIF

  @Test
  void read_gifWithTooFewPixels_isRefused() {
    // One row of two: clear, three times the colour 0, the end.
    byte[] gif =
        concat(
            ascii("GIF89a"),
            bytes(3, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
            bytes(0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0),
            bytes(2, 2, 0b00_000_100, 0b0_101_000_0, 0),
            bytes(0x3B));

    assertRefused(gif, "x: corrupt picture (its end is missing)");
  }

  /** Behind its 16 pixels there are 10 MB of codes, each for up to 4,096 more. */
  @Test
  void read_gifWithPixelsBehindTheLast_isReadInNoTime() throws IOException {
    byte[] gif = Encoded.write(Encoded.uniform(4, 4, BufferedImage.TYPE_BYTE_GRAY, -1), "gif");
    int descriptor = indexOf(gif, 0x2C, 0, 0, 0, 0, 4);
    int table = (gif[descriptor + 9] & 0x80) == 0 ? 0 : 3 * (2 << (gif[descriptor + 9] & 7));
    byte[] header = Arrays.copyOf(gif, descriptor + 10 + table);
    // Codes of 9 bits at first: clear, then ever the next one, each a pixel longer.
    byte[] codes = new byte[256 * 40_000];
    LzwBits bits = new LzwBits(codes);
    bits.put(256, 9);
    bits.put(0, 9);
    for (int code = 258, width = 9; bits.room(); code = Math.min(4095, code + 1)) {
      bits.put(code, width);
      width = code + 1 >= 1 << width && width < 12 ? width + 1 : width;
    }

    long start = System.nanoTime();
    GreyImage image = PictureReader.read("x", concat(header, bytes(8), codes, bytes(0, 0x3B)));

    assertThat(image.width() * image.height()).isEqualTo(16);
    assertThat(System.nanoTime() - start).isLessThan(MOST_NANOS);
  }

  /** Writes codes into blocks of 255 bytes behind their length. */
  private static final class LzwBits {

    private final byte[] blocks;
    private int at = 1;
    private int bit;

    LzwBits(byte[] blocks) {
      this.blocks = blocks;
      for (int i = 0; i < blocks.length; i += 256) {
        blocks[i] = (byte) 255;
      }
    }

    boolean room() {
      return at < blocks.length - 4;
    }

    void put(int code, int width) {
      for (int i = 0; i < width; i++) {
        blocks[at] |= (byte) ((code >> i & 1) << bit);
        bit = (bit + 1) % 8;
        if (bit == 0) {
          at += (at + 1) % 256 == 0 ? 2 : 1;
        }
      }
    }
  }

  @Test
  void read_gifWithoutFrame_isRefused() {
    assertRefused(
        concat(ascii("GIF89a"), bytes(3, 0, 2, 0, 0, 0, 0, 0x3B)), "x: corrupt picture (no frame)");
    assertRefused(ascii("GIF88a" + "\0".repeat(20)), "x: corrupt picture (a damaged signature)");
  }

  // BMP

  @Test
  void read_bmpOfEmbeddedPicture_isRefused() {
    byte[] bmp = Encoded.bmp(40, 30, 0, 4, bytes(), Sample.JPEG.file);

    assertRefused(
        bmp, "x: expected a BMP of plain, run-length or bit-field pixels, found compression 4");
  }

  @Test
  void read_bmpWithTooFewPixels_isRefused() {
    assertRefused(
        Encoded.bmp(2, 2, 24, 0, bytes(), new byte[13]), "x: corrupt picture (its end is missing)");
  }

  @Test
  void read_bmpWithPixelsFarAway_isRefused() {
    byte[] bmp = Sample.BMP.file.clone();
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 2_000_000_000);
    assertRefused(bmp, "x: corrupt picture (pixels from byte 2,000,000,000 on)");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 20);
    assertRefused(bmp, "x: corrupt picture (pixels from byte 20 on)");
  }

  @Test
  void read_bmpWithRunsThatAreNotThere_isRefused() {
    byte[] bmp = Encoded.bmp(4, 1, 8, 1, new byte[8], bytes(4, 1, 0, 1));
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(34, 2_000_000_000);

    assertRefused(bmp, "x: corrupt picture (its end is missing)");
  }

  @Test
  void read_bmpWithTooManyRuns_isRefused() {
    byte[] bmp = Encoded.bmp(4, 1, 8, 1, new byte[8], new byte[10_000_001]);

    assertRefused(
        bmp, "x: expected at most 10,000,000 bytes of run-length pixels, found 10,000,001");
  }

  // any format

  @ParameterizedTest
  @EnumSource
  void read_truncated_isRefusedAtAnyLength(Sample sample) {
    Random random = new Random(40);
    byte[] file = sample.file;
    int needed = file.length - 1;
    if (sample.name().endsWith("GIF")) {
      needed--; // the frame ends before the trailer does
    }
    for (int i = 0; i < 150; i++) {
      int length = i < 50 ? i + 1 : random.nextInt(needed);
      assertThat(refusal(Arrays.copyOf(file, Math.min(length, needed))).problem())
          .matches("corrupt picture \\(.*\\)|expected a picture .*");
    }
    assertRefused(Arrays.copyOf(file, needed), "x: corrupt picture (its end is missing)");
  }

  @ParameterizedTest
  @EnumSource
  void read_someBytesChanged_isReadOrRefused(Sample sample) {
    assertReadOrRefused(sample.file, UnaryOperator.identity());
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "INTERLACED_PNG", "GREY_PNG"})
  void read_someBytesOfPngChangedWithTheirChecksums_isReadOrRefused(Sample sample) {
    assertReadOrRefused(sample.file, PictureReaderMalformedTest::withChecksums);
  }

  private static void assertReadOrRefused(byte[] file, UnaryOperator<byte[]> finish) {
    Random random = new Random(50);
    for (int i = 0; i < 300; i++) {
      byte[] changed = file.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        // Half of them in the header.
        int bound = random.nextBoolean() ? Math.min(200, changed.length) : changed.length;
        changed[random.nextInt(bound)] = (byte) random.nextInt(256);
      }
      byte[] finished = finish.apply(changed);
      long start = System.nanoTime();
      readOrRefuse(finished);
      assertThat(System.nanoTime() - start).as("change %d", i).isLessThan(MOST_NANOS);
    }
  }

  private static void readOrRefuse(byte[] file) {
    try {
      GreyImage image = PictureReader.read("x", file);
      for (float level : image.levels()) {
        assertThat(level >= 0f && level <= 1f).isTrue();
      }
    } catch (PictureException e) {
      assertThat(e.getMessage()).startsWith("x: ").doesNotContain("\n");
    } catch (IOException e) {
      throw new AssertionError("not typed", e);
    }
  }

  private static byte[] withChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return png;
  }

  private static int indexOf(byte[] file, int... wanted) {
    for (int i = 0; i + wanted.length <= file.length; i++) {
      if (Arrays.equals(Arrays.copyOfRange(file, i, i + wanted.length), bytes(wanted))) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
