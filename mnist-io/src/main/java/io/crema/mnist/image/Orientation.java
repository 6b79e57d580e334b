package io.crema.mnist.image;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a camera held its sensor, as Exif tells it: from 1 to 8.
 *
 * <p>The first row of what is stored is the upper (1, 2), lower (3, 4), left (5, 8) or right (6, 7)
 * side of what is to be shown; from 5 on the two axes are exchanged.
 */
final class Orientation {

  /** What is stored is what is to be shown. */
  static final int UPRIGHT = 1;

  /** As much as a segment of a JPEG can hold. */
  private static final int MOST_BYTES = 1 << 16;

  private Orientation() {}

  /**
   * {@return the orientation, upright if the data is broken or does not tell}
   *
   * @param array holds the Exif data, which is a TIFF file without pixels. Not modified.
   * @param from the position of the first byte of the data
   * @param to the position behind its last byte
   */
  static int ofExif(byte[] array, int from, int to) {
    byte[] tiff = Arrays.copyOfRange(array, from, Math.min(to, from + MOST_BYTES));
    Handler handler = new Handler();
    try {
      new TiffReader().processTiff(new ByteArrayReader(tiff), handler, 0);
    } catch (TiffProcessingException | IOException | RuntimeException e) {
      return UPRIGHT; // a broken remark on the picture does not make the picture a broken one
    }
    return handler.orientation();
  }

  /** {@return the image as it is to be shown} */
  static GreyImage applied(int orientation, GreyImage stored) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    int width = stored.width();
    int height = stored.height();
    boolean turned = orientation >= 5;
    boolean fromRight = isAnyOf(orientation, 2, 3, 7, 8);
    boolean fromBottom = isAnyOf(orientation, 3, 4, 6, 7);
    int newWidth = turned ? height : width;
    int newHeight = turned ? width : height;
    float[] levels = stored.levels();
    float[] shown = new float[levels.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        int fromX = fromRight ? width - 1 - column : column;
        int fromY = fromBottom ? height - 1 - row : row;
        shown[y * newWidth + x] = levels[fromY * width + fromX];
      }
    }
    return new GreyImage(newWidth, newHeight, shown);
  }

  private static boolean isAnyOf(int orientation, int... values) {
    return Arrays.stream(values).anyMatch(value -> value == orientation);
  }

  /**
   * Takes the orientation out of the first directory and passes by everything else: thousands of
   * tags can share the same 64 KiB, and all their values would be a thousand times that.
   */
  private static final class Handler extends DirectoryTiffHandler {

    private static final int TIFF = 42;

    private final ExifIFD0Directory directory = new ExifIFD0Directory();

    Handler() {
      super(new Metadata(), null);
      pushDirectory(directory);
    }

    int orientation() {
      Integer value = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return value == null || value < 1 || value > 8 ? UPRIGHT : value;
    }

    @Override
    public void setTiffMarker(int marker) throws TiffProcessingException {
      if (marker != TIFF) {
        throw new TiffProcessingException("expected a TIFF marker");
      }
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
      return false;
    }

    @Override
    public boolean hasFollowerIfd() {
      return false;
    }

    @Override
    public @Nullable Long tryCustomProcessFormat(int tag, int format, long count) {
      return null;
    }

    @Override
    public boolean customProcessTag(
        int tagOffset,
        Set<Integer> processed,
        int tiffOffset,
        RandomAccessReader reader,
        int tag,
        int byteCount) {
      return tag != ExifIFD0Directory.TAG_ORIENTATION || byteCount > Integer.BYTES;
    }
  }
}
