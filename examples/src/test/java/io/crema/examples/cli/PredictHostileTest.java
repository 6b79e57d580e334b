package io.crema.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken, or not what their names say: a line that says so, or the digit. */
class PredictHostileTest {

  /** The offset of a PNG's width; its height follows, and the CRC 13 bytes on. */
  private static final int WIDTH_OFFSET = 16;

  private static BufferedImage seven;

  @TempDir private Path dir;

  @BeforeAll
  static void draw() throws IOException {
    ImageSet digits = BundledMnist.load().test();
    byte[] file = Pictures.drawn(PictureVariation.DARK_ON_WHITE, digits, 0);
    GreyImage levels = PictureReader.read("seven", file);
    seven = levels.toBufferedImage();
  }

  /** {@return files that cannot be read, by name} */
  private static Map<String, byte[]> broken() {
    byte[] png = Pictures.encode(seven, "png");
    byte[] jpeg = Pictures.encode(seven, "jpeg");
    Map<String, byte[]> files = new TreeMap<>();
    files.put("truncated.png", Arrays.copyOf(png, png.length / 2));
    files.put("truncated.jpg", Arrays.copyOf(jpeg, 200));
    files.put("huge.png", claiming(png, 60_000, 60_000));
    files.put("empty.png", new byte[0]);
    files.put("text.png", "no picture at all".getBytes(UTF_8));
    return files;
  }

  private static byte[] claiming(byte[] png, int width, int height) {
    ByteBuffer bytes = ByteBuffer.wrap(png.clone());
    bytes.putInt(WIDTH_OFFSET, width).putInt(WIDTH_OFFSET + 4, height);
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), WIDTH_OFFSET - 4, 17);
    bytes.putInt(WIDTH_OFFSET + 13, (int) crc.getValue());
    return bytes.array();
  }

  private List<Path> write(Map<String, byte[]> files) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      paths.add(Files.write(dir.resolve(file.getKey()), file.getValue()));
    }
    return paths;
  }

  private static void assertOneLineEach(List<Path> files, int status, String out, String err) {
    assertThat(status).isEqualTo(1);
    assertThat(out).isEmpty();
    List<String> lines = err.lines().filter(line -> !line.startsWith("WARNING")).toList();
    assertThat(lines).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      assertThat(lines.get(i)).startsWith(files.get(i) + ": ").doesNotContain("Exception");
    }
  }

  @Test
  void run_brokenFiles_areALineEach() throws IOException {
    List<Path> files = write(broken());
    List<Object> args = new ArrayList<>(List.of("predict"));
    args.addAll(files);

    Cli cli = Cli.run(args.toArray());

    assertOneLineEach(files, cli.status(), cli.out(), cli.err());
  }

  @Test
  void run_claimOfTooManyPixels_isRefusedByItsSize() throws IOException {
    List<Path> files = write(Map.of("huge.png", broken().get("huge.png")));

    assertThat(Cli.run("predict", files.get(0)).err()).contains("60,000 x 60,000");
  }

  @Test
  void run_brokenFilesInASmallHeap_areALineEach() throws Exception {
    List<Path> files = write(broken());

    List<Object> args = new ArrayList<>(List.of("predict"));
    args.addAll(files);
    Cli cli = new CliProcess("-Xmx64m").run(args.toArray());

    assertOneLineEach(files, cli.status(), cli.out(), cli.err());
  }

  /** 12 and 39 million pixels in files of some kilobytes. */
  @Test
  void run_largePicturesInASmallHeap_areAnswered() throws Exception {
    Map<String, byte[]> pictures = new TreeMap<>();
    pictures.put("photo.jpg", Pictures.encode(enlarged(4000, 3000), "jpeg"));
    pictures.put("poster.png", Pictures.encode(enlarged(6500, 6000), "png"));
    List<Path> files = write(pictures);

    List<Object> args = new ArrayList<>(List.of("predict"));
    args.addAll(files);
    Cli cli = new CliProcess("-Xmx64m").run(args.toArray());

    assertThat(cli.err().lines().filter(line -> !line.startsWith("WARNING"))).isEmpty();
    assertThat(cli.status()).isZero();
    assertThat(cli.outLines()).hasSize(2).allMatch(line -> line.contains(": 7 ("));
  }

  private static BufferedImage enlarged(int width, int height) {
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    large.createGraphics().drawImage(seven, 0, 0, width, height, null);
    return large;
  }

  @Test
  void run_jpegOfFourColours_isRead() throws IOException {
    WritableRaster inks =
        Raster.createBandedRaster(
            DataBuffer.TYPE_BYTE, seven.getWidth(), seven.getHeight(), 4, null);
    for (int i = 0; i < seven.getWidth() * seven.getHeight(); i++) {
      int x = i % seven.getWidth();
      int y = i / seven.getWidth();
      // As Adobe's programs do it: 255 is no ink. All of the digit is in black ink.
      inks.setPixel(x, y, new int[] {255, 255, 255, seven.getRaster().getSample(x, y, 0)});
    }
    byte[] jpeg = written("jpeg", List.of(new IIOImage(inks, null, null)));

    assertSeven(write(Map.of("cmyk.jpg", withAdobe(jpeg))).get(0));
  }

  /** With the segment of Adobe's programs that says: four inks, as they are. */
  private static byte[] withAdobe(byte[] jpeg) {
    byte[] segment = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  @Test
  void run_animatedGif_isReadByItsFirstFrame() throws IOException {
    BufferedImage blank = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
    List<IIOImage> frames =
        List.of(new IIOImage(seven, null, null), new IIOImage(blank, null, null));

    assertSeven(write(Map.of("two.gif", written("gif", frames))).get(0));
  }

  private static byte[] written(String format, List<IIOImage> frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      if (frames.size() == 1) {
        writer.write(frames.get(0));
      } else {
        writer.prepareWriteSequence(null);
        for (IIOImage frame : frames) {
          writer.writeToSequence(frame, null);
        }
        writer.endWriteSequence();
      }
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void assertSeven(Path picture) {
    Cli cli = Cli.run("predict", picture);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).startsWith(picture + ": 7 (");
  }
}
