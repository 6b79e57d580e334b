package io.crema.vision.picture;

/**
 * What a walk over the file tells before its pixels are decoded.
 *
 * @param width pixels in a row, within the limits
 * @param height rows, within the limits
 * @param stream what the decoder needs of the file
 * @param orientation how the picture is stored, from 1 to 8: see {@link Orientation}
 * @param color whether the pixels may be other than grey
 * @param workBytes what the decoder takes beside the pixels
 */
record PictureData(
    int width, int height, ByteSlices stream, int orientation, boolean color, long workBytes) {

  PictureData(int width, int height, ByteSlices stream, int orientation, boolean color) {
    this(width, height, stream, orientation, color, 0);
  }
}
