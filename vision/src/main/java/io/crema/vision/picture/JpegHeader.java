package io.crema.vision.picture;

/**
 * What the segments of a JPEG file tell.
 *
 * @param data what goes for every format
 * @param colors what the components are
 * @param inverted whether more of an ink is a lower sample, as Adobe's programs write it
 */
record JpegHeader(PictureData data, Colors colors, boolean inverted) {

  /** What the components of a JPEG are. */
  enum Colors {
    GREY,
    YCBCR,
    RGB,
    CMYK,
    /** Cyan, magenta and yellow as luma and chroma, then black. */
    YCCK
  }

  /** {@return what the segments tell} */
  static JpegHeader parse(PictureBytes bytes) throws PictureException {
    return new JpegSegments(bytes).parse();
  }
}
