package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An array of images.
 *
 * @param array its values
 * @param shape the shape of one image, {@code [H, W, C]}
 * @param channelsFirst whether the array is {@code [N, C, H, W]}
 */
record ArrayImages(NpyArray array, Shape shape, boolean channelsFirst) {

  private static final Set<Integer> CHANNELS = Set.of(1, 3, 4);

  /** How far a share of 255 may be from a whole number. */
  private static final double TOLERANCE = 1e-3;

  private static final int MAX_PIXEL = 255;

  /**
   * {@return the images of an array}
   *
   * @param wanted the shape that they must have; if it is empty, pixels in a row must be square
   */
  static ArrayImages of(NpyArray array, Optional<Shape> wanted) throws DataSetException {
    int[] dims = array.header().dims();
    if (array.header().fortran()) {
      throw wrong(array, "an array in C order; save np.ascontiguousarray(...)", "Fortran order");
    }
    boolean channelsFirst =
        dims.length == 4 && CHANNELS.contains(dims[1]) && !CHANNELS.contains(dims[3]);
    Shape shape =
        switch (dims.length) {
          case 2 -> wanted.filter(s -> s.size() == dims[1]).orElse(square(dims[1]));
          case 3 -> Shape.of(dims[1], dims[2], 1);
          case 4 ->
              channelsFirst
                  ? Shape.of(dims[2], dims[3], dims[1])
                  : Shape.of(dims[1], dims[2], dims[3]);
          default -> Shape.of();
        };
    if (shape.rank() != 3 || (wanted.isPresent() && !wanted.get().equals(shape))) {
      String expected = wanted.map(s -> "images " + s).orElse("square images");
      throw wrong(
          array, expected + " as [N, H, W], [N, H, W, C] or [N, H * W * C]", array.header());
    }
    return new ArrayImages(array, shape, channelsFirst);
  }

  private static Shape square(int pixels) {
    int side = (int) Math.sqrt(pixels);
    return side * side == pixels ? Shape.of(side, side, 1) : Shape.of();
  }

  private static DataSetException wrong(NpyArray array, String expected, Object found) {
    return new DataSetException(array.source(), expected, found.toString());
  }

  /**
   * {@return whether the values of all arrays are shares from 0 to 1 rather than pixels from 0 to
   * 255}
   *
   * <p>The first value that is neither 0 nor 1 tells. If there is none, they are shares.
   */
  static boolean areShares(List<ArrayImages> all) throws IOException {
    for (ArrayImages images : all) {
      NpyType type = images.array.header().type();
      if (!type.mayBeShare()) {
        return false;
      }
      try (NpyReader reader = images.array.read()) {
        for (long left = images.array.header().values(); left > 0; left--) {
          double value = reader.next();
          if (value != 0 && value != 1) {
            return value > 0 && value < 1;
          }
        }
      }
    }
    return true;
  }

  /**
   * Reads the images.
   *
   * @param shares whether the values are shares from 0 to 1
   */
  ImageSet.Builder read(boolean shares) throws IOException {
    ImageSet.Builder builder = ImageSet.builder(shape);
    byte[] values = new byte[shape.size()];
    byte[] image = channelsFirst ? new byte[shape.size()] : values;
    try (NpyReader reader = array.read()) {
      for (int i = 0; i < array.count(); i++) {
        readImage(reader, values, shares);
        if (channelsFirst) {
          Planes.interleave(values, shape.dim(2), image);
        }
        builder.add(image, 1);
      }
    }
    return builder;
  }

  private void readImage(NpyReader reader, byte[] to, boolean shares) throws IOException {
    if (array.header().type().isPixel()) {
      reader.readBytes(to);
      return;
    }
    for (int i = 0; i < to.length; i++) {
      to[i] = pixel(reader, reader.next(), shares);
    }
  }

  private static byte pixel(NpyReader reader, double value, boolean shares)
      throws DataSetException {
    double pixel = shares ? MAX_PIXEL * value : value;
    double whole = Math.rint(pixel);
    boolean fits = Math.abs(pixel - whole) <= (shares ? TOLERANCE : 0);
    if (!fits || whole < 0 || whole > MAX_PIXEL) {
      String expected = shares ? "a multiple of 1/255 from 0 to 1" : "a whole number from 0 to 255";
      throw reader.wrong(expected, value);
    }
    return (byte) whole;
  }
}
