package io.crema.vision.picture;

/**
 * What a picture file says of itself before its pixels are decoded.
 *
 * @param height rows of the picture as it is shown
 * @param width pixels in a row of the picture as it is shown
 * @param color whether the format of the file allows colors; the pixels may be grey all the same
 */
public record PictureInfo(int height, int width, boolean color) {}
