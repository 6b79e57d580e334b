package io.crema.vision.picture;

import io.crema.vision.raster.Area;
import java.util.Locale;

/** How a picture of any size comes to a given one. */
public enum ResizeMode {

  /** Keeps the whole picture and the ratio of its sides, with background beside it. */
  FIT,

  /** Keeps the ratio of the sides and cuts off what does not fit, the same on both sides. */
  CROP,

  /** Keeps the whole picture and changes the ratio of its sides. */
  STRETCH;

  /** {@return the name in a model file: {@code fit}, {@code crop} or {@code stretch}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the part of a picture that is kept, for a result of a width and height} */
  Area kept(int width, int height, int newWidth, int newHeight) {
    if (this != CROP) {
      return Area.whole(width, height);
    }
    double scale = Math.max((double) newWidth / width, (double) newHeight / height);
    double marginX = (width - newWidth / scale) / 2;
    double marginY = (height - newHeight / scale) / 2;
    return new Area(marginX, marginY, width - marginX, height - marginY);
  }

  /** {@return the length along one axis that the kept part is scaled to} */
  int scaled(int length, int other, int newLength, int newOther) {
    if (this != FIT) {
      return newLength;
    }
    double scale = Math.min((double) newLength / length, (double) newOther / other);
    return (int) Math.min(newLength, Math.max(1, Math.round(length * scale)));
  }
}
