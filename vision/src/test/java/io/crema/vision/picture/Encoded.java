package io.crema.vision.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files, by the writers of the JDK or byte by byte. */
public final class Encoded {

  private Encoded() {}

  public static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** What the writer of a format makes of a picture. */
  public static byte[] write(BufferedImage picture, String format) {
    return write(new IIOImage(picture, null, null), format, false);
  }

  public static byte[] write(IIOImage image, String format, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (param.canWriteProgressive()) {
        param.setProgressiveMode(
            progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      }
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(1f);
      }
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** A JPEG of the samples as they are, without a word on what they mean. */
  public static byte[] jpegOfSamples(Raster samples) {
    return write(new IIOImage(samples, null, null), "jpeg", false);
  }

  /** A file with a segment behind its first marker. */
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] payload) {
    int length = payload.length + 2;
    return concat(
        Arrays.copyOf(jpeg, 2),
        bytes(0xFF, marker, length >> 8, length),
        payload,
        Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** The words of Adobe's programs on the colours: 0 as they are, 1 luma and chroma, 2 YCCK. */
  public static byte[] withAdobe(byte[] jpeg, int transform) {
    return withSegment(jpeg, 0xEE, bytes('A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform));
  }

  /** Exif data, a TIFF file of one tag: an orientation. */
  public static byte[] exif(int orientation, ByteOrder order) {
    String mark = order == ByteOrder.BIG_ENDIAN ? "MM" : "II";
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.put(mark.getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    return tiff.putInt(0).array();
  }

  public static byte[] withExif(byte[] jpeg, byte[] exif) {
    return withSegment(jpeg, 0xE1, concat(bytes('E', 'x', 'i', 'f', 0, 0), exif));
  }

  public static byte[] chunk(String type, byte... data) {
    byte[] content = concat(type.getBytes(StandardCharsets.ISO_8859_1), data);
    CRC32 crc = new CRC32();
    crc.update(content);
    return concat(number(data.length), content, number((int) crc.getValue()));
  }

  public static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  public static byte[] pngHeader(int width, int height, int depth, int colorType) {
    return concat(
        bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10),
        chunk("IHDR", concat(number(width), number(height), bytes(depth, colorType, 0, 0, 0))));
  }

  /**
   * A PNG byte by byte.
   *
   * @param rows the bytes of the rows, without their filters
   * @param chunks what comes before the pixels
   */
  public static byte[] png(
      int width, int height, int depth, int colorType, byte[] rows, byte[]... chunks) {
    int rowBytes = rows.length / height;
    byte[] filtered = new byte[rows.length + height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(rows, y * rowBytes, filtered, y * (rowBytes + 1) + 1, rowBytes);
    }
    return concat(
        pngHeader(width, height, depth, colorType),
        concat(chunks),
        chunk("IDAT", deflate(filtered)),
        chunk("IEND"));
  }

  public static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[plain.length + plain.length / 1000 + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  /** A BMP of the header of Windows 3 and whatever follows it. */
  public static byte[] bmp(
      int width, int height, int depth, int compression, byte[] palette, byte[] pixels) {
    int offset = 54 + palette.length;
    ByteBuffer header = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'B').put((byte) 'M').putInt(offset + pixels.length).putInt(0).putInt(offset);
    header.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) depth);
    header.putInt(compression).putInt(pixels.length);
    return concat(header.array(), palette, pixels);
  }

  /** A picture of a type, with every sample drawn by chance around a slow wave. */
  public static BufferedImage wavy(int width, int height, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Random random = new Random(20);
    int bands = picture.getRaster().getNumBands();
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (int) (128 + 100 * Math.sin(0.2 * i / bands + 0.1 * y) + random.nextInt(20));
      }
      picture.getRaster().setPixels(0, y, width, 1, row);
    }
    return picture;
  }

  public static BufferedImage uniform(int width, int height, int type, int argb) {
    BufferedImage picture = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      picture.setRGB(i % width, i / width, argb);
    }
    return picture;
  }
}
