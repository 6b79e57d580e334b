package io.crema.vision.picture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A picture file after the walk over its parts, with its pixels yet to be decoded.
 *
 * @param format the format by the content
 * @param data what goes for every format
 * @param jpeg what goes for a JPEG alone
 */
record EncodedPicture(PictureFormat format, PictureData data, @Nullable JpegHeader jpeg) {

  /** {@return the picture in some bytes} */
  static EncodedPicture of(PictureBytes bytes) throws PictureException {
    PictureFormat format = PictureFormat.of(bytes);
    return switch (format) {
      case JPEG -> {
        JpegHeader header = JpegHeader.parse(bytes);
        yield new EncodedPicture(format, header.data(), header);
      }
      case PNG -> new EncodedPicture(format, PngChunks.parse(bytes), null);
      case GIF -> new EncodedPicture(format, GifBlocks.parse(bytes), null);
      case BMP -> new EncodedPicture(format, BmpHeader.parse(bytes), null);
    };
  }

  /**
   * {@return the pixels as they are stored, perhaps only every so many of them} They can be decoded
   * once.
   *
   * @param period how many rows and columns there are for each that is needed
   */
  PixelRows rows(ColorMode mode, int period) throws IOException {
    return jpeg == null
        ? PictureDecoder.decode(format, data, mode, period)
        : PictureDecoder.decode(jpeg, mode, period);
  }

  PictureInfo info() {
    boolean turned = Orientation.isTurned(data.orientation());
    return new PictureInfo(
        turned ? data.width() : data.height(), turned ? data.height() : data.width(), data.color());
  }
}
