package io.crema.vision.picture;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Follows the reading of a picture, and stops it where what is left is not the picture.
 *
 * <p>Where the data ends, JPEG readers go on in grey and GIF readers call the picture complete; of
 * data behind the last row GIF readers decode it all, which can be thousands of pictures.
 */
final class DecodingWatch
    implements IIOReadProgressListener, IIOReadUpdateListener, IIOReadWarningListener {

  /** Parts of the warnings after which pixels are missing or wrong. */
  private static final List<String> LOSSES =
      List.of(
          "premature end",
          "Premature end",
          "Missing EOI",
          "bad Huffman code",
          "instead of RST",
          "Out-of-sequence code");

  /** More than ten times what the largest good pictures take. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ImageReader reader;
  private final long start = System.nanoTime();

  /** The rows to be seen one by one, or 0 if the reader is to be trusted when it is done. */
  private int height;

  private int rowsSeen;
  private boolean complete;
  private @Nullable String loss;

  private DecodingWatch(ImageReader reader, int height) {
    this.reader = reader;
    this.height = height;
    reader.addIIOReadProgressListener(this);
    reader.addIIOReadWarningListener(this);
    if (height > 0) {
      reader.addIIOReadUpdateListener(this);
    }
  }

  /** {@return a watch over the reading of one picture} */
  static DecodingWatch over(ImageReader reader, PictureFormat format, PictureData data) {
    return new DecodingWatch(reader, format == PictureFormat.GIF ? data.height() : 0);
  }

  /** Only one of so many rows is read and can be seen. */
  void expectOneRowOf(int period) {
    height = (height + period - 1) / period;
  }

  /** Refuses a picture with missing pixels, once it is read. */
  void requireWhole() throws IOException {
    if (loss != null) {
      throw new IIOException(loss);
    }
    if (height > 0 ? rowsSeen < height : !complete) {
      throw new EOFException("its end is missing");
    }
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (LOSSES.stream().anyMatch(warning::contains)) {
      stop(warning);
    }
  }

  @Override
  public void imageProgress(ImageReader source, float percentage) {
    if (System.nanoTime() - start > MOST_NANOS) {
      stop("its data takes too long to decode");
    }
  }

  private void stop(String why) {
    loss = loss == null ? why : loss;
    reader.abort();
  }

  @Override
  public void imageComplete(ImageReader source) {
    complete = true;
  }

  @Override
  public void imageUpdate(
      ImageReader source,
      BufferedImage picture,
      int minX,
      int minY,
      int width,
      int rows,
      int periodX,
      int periodY,
      int[] bands) {
    rowsSeen += rows;
    if (rowsSeen >= height) {
      reader.abort();
    }
  }

  @Override
  public void readAborted(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int index) {}

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int index, int thumbnail) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentage) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void passStarted(
      ImageReader source,
      BufferedImage picture,
      int pass,
      int minPass,
      int maxPass,
      int minX,
      int minY,
      int periodX,
      int periodY,
      int[] bands) {}

  @Override
  public void passComplete(ImageReader source, BufferedImage picture) {}

  @Override
  public void thumbnailPassStarted(
      ImageReader source,
      BufferedImage thumbnail,
      int pass,
      int minPass,
      int maxPass,
      int minX,
      int minY,
      int periodX,
      int periodY,
      int[] bands) {}

  @Override
  public void thumbnailUpdate(
      ImageReader source,
      BufferedImage thumbnail,
      int minX,
      int minY,
      int width,
      int rows,
      int periodX,
      int periodY,
      int[] bands) {}

  @Override
  public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
}
