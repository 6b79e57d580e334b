package io.crema.vision.picture;

import io.crema.vision.picture.JpegHeader.Colors;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Decodes the pixels of a picture with the readers of the JDK, no others. */
final class PictureDecoder {

  /**
   * The most bytes of pixels held at a time, beside a file's own. They are one array, for which a
   * heap of 64 MiB has to have a gap between whatever else is in it.
   */
  private static final long MOST_PIXEL_BYTES = 24_000_000;

  private final ImageReader reader;
  private final PictureData data;
  private final int leastPeriod;
  private final DecodingWatch watch;

  private PictureDecoder(
      ImageReader reader, PictureFormat format, PictureData data, int leastPeriod) {
    this.reader = reader;
    this.data = data;
    this.leastPeriod = leastPeriod;
    watch = DecodingWatch.over(reader, format, data);
  }

  /**
   * {@return the pixels of a PNG, GIF or BMP, perhaps only every so many of them}
   *
   * @param period how many rows and columns there are for each that is needed
   */
  static PixelRows decode(PictureFormat format, PictureData data, ColorMode mode, int period)
      throws IOException {
    return decode(format, data, period, decoder -> PixelRows.of(decoder.read(), mode));
  }

  /**
   * {@return the pixels of a JPEG, perhaps only every so many of them}
   *
   * @param period how many rows and columns there are for each that is needed
   */
  static PixelRows decode(JpegHeader header, ColorMode mode, int period) throws IOException {
    return decode(
        PictureFormat.JPEG,
        header.data(),
        period,
        decoder ->
            switch (header.colors()) {
              case GREY -> PixelRows.of(decoder.readLuma(), mode);
              case YCBCR ->
                  PixelRows.of(mode == ColorMode.GREY ? decoder.readLuma() : decoder.read(), mode);
              case RGB -> PixelRows.of(decoder.read(), mode);
              case CMYK, YCCK -> decoder.readInks(header, mode);
            });
  }

  /** What is done with a reader that is ready to read. */
  private interface Step {
    PixelRows decode(PictureDecoder decoder) throws IOException;
  }

  private static PixelRows decode(PictureFormat format, PictureData data, int period, Step step)
      throws IOException {
    ImageReader reader = reader(format);
    try (ByteSlices stream = data.stream()) {
      reader.setInput(stream, true, true);
      PictureDecoder decoder = new PictureDecoder(reader, format, data, period);
      PixelRows rows = step.decode(decoder);
      decoder.watch.requireWhole();
      return rows;
    } finally {
      reader.dispose();
    }
  }

  /** Plug-ins that are on the class path too are passed by. */
  private static ImageReader reader(PictureFormat format) throws IOException {
    String name = format.name().toLowerCase(Locale.ROOT);
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class,
                spi ->
                    spi.getClass().getModule() == ImageIO.class.getModule()
                        && Arrays.asList(((ImageReaderSpi) spi).getFormatNames()).contains(name),
                true);
    if (!found.hasNext()) {
      throw new IIOException("no reader for " + format);
    }
    return found.next().createReaderInstance();
  }

  private BufferedImage read() throws IOException {
    ImageTypeSpecifier type = reader.getImageTypes(0).next();
    return reader.read(0, param(bitsPerPixel(type.getSampleModel())));
  }

  /** The decoder then leaves out the chroma. */
  private BufferedImage readLuma() throws IOException {
    ImageReadParam param = param(Byte.SIZE);
    param.setDestinationType(
        ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY));
    return reader.read(0, param);
  }

  private PixelRows readInks(JpegHeader header, ColorMode mode) throws IOException {
    return new InkRows(
        reader.readRaster(0, param(4 * Byte.SIZE)),
        mode,
        header.colors() == Colors.YCCK,
        header.inverted());
  }

  private static int bitsPerPixel(SampleModel model) {
    return model instanceof MultiPixelPackedSampleModel packed
        ? packed.getPixelBitStride()
        : model.getNumDataElements() * DataBuffer.getDataTypeSize(model.getDataType());
  }

  /** {@return what makes the reader take as many rows and columns as fit in memory} */
  private ImageReadParam param(int bitsPerPixel) {
    int period = leastPeriod;
    while (bytes(period, bitsPerPixel) > MOST_PIXEL_BYTES - data.workBytes()) {
      period++;
    }
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(period, period, 0, 0);
    watch.expectOneRowOf(period);
    return param;
  }

  private long bytes(int period, int bitsPerPixel) {
    int width = (data.width() + period - 1) / period;
    int height = (data.height() + period - 1) / period;
    return height * (((long) width * bitsPerPixel + 7) / 8);
  }
}
