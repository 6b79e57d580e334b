package io.crema.core.kernel;

/**
 * How a convolution is computed. The choice follows from its sizes alone, never from kernels,
 * vector width or threads, because it changes the last bits of results.
 */
public enum ConvAlgorithm {
  /** The sum of products as it is defined. */
  DIRECT,
  /** {@code F(4x4, 3x3)} of Lavin &amp; Gray (2016): 36 products in place of 144. */
  WINOGRAD;

  /**
   * Fewest products of input and output channels for which Winograd was measured to win: it
   * transforms in proportion to their sum.
   */
  private static final int MIN_CHANNEL_PRODUCT = 512;

  private static final int MIN_CHANNELS = 8;

  static ConvAlgorithm of(Correlation c) {
    boolean fits =
        c.kernelHeight == 3
            && c.kernelWidth == 3
            && c.strideHeight == 1
            && c.strideWidth == 1
            && c.dilationHeight == 1
            && c.dilationWidth == 1;
    boolean isWide =
        Math.min(c.channels, c.outChannels) >= MIN_CHANNELS
            && (long) c.channels * c.outChannels >= MIN_CHANNEL_PRODUCT;
    return fits && isWide && fillsTiles(c) ? WINOGRAD : DIRECT;
  }

  /** Whether at least half of the outputs of the tiles are in the image. */
  private static boolean fillsTiles(Correlation c) {
    Winograd tiling = new Winograd(c);
    return 2L * c.outPixels() >= (long) tiling.tiles() * Winograd.TILE * Winograd.TILE;
  }
}
