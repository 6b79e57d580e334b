package io.crema.core.random;

/**
 * Numbers of the standard normal distribution, mean 0 and deviation 1, from the streams of {@link
 * SplitMix64}. They are frozen: a seed gives the same ones in every version of Crema and on every
 * JDK.
 */
public final class Gaussian {

  /** Distance from 1/2 up to which the rational function of the center serves. */
  private static final double CENTER = 0.425;

  /** The argument in the tail from which the second one serves. */
  private static final double FAR = 5;

  private Gaussian() {}

  /**
   * {@return the number at one place of the stream that starts at a seed} It is computed from
   * {@link SplitMix64#at} of the same place alone.
   *
   * @param seed seed of the stream
   * @param index place in it, from 0 on
   */
  public static double at(long seed, long index) {
    long bits = SplitMix64.at(seed, index) >>> 11;
    return quantile((bits + 0.5) * 0x1p-53);
  }

  /*
   * The inverse of the cumulative distribution by rational functions: Wichura, "Algorithm AS 241:
   * The Percentage Points of the Normal Distribution", 1988, there PPND7, with a relative error of
   * about 1e-7. One number in seven is in the tails and takes a logarithm.
   */
  static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= CENTER) {
      return q * center(Math.fma(-q, q, CENTER * CENTER));
    }
    double tail = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double size = tail <= FAR ? near(tail - 1.6) : far(tail - FAR);
    return q < 0 ? -size : size;
  }

  private static double center(double r) {
    double above =
        Math.fma(
            Math.fma(Math.fma(59.109374720, r, 159.29113202), r, 50.434271938), r, 3.3871327179);
    double below =
        Math.fma(Math.fma(Math.fma(67.187563600, r, 78.757757664), r, 17.895169469), r, 1);
    return above / below;
  }

  private static double near(double r) {
    double above =
        Math.fma(
            Math.fma(Math.fma(0.17023821103, r, 1.3067284816), r, 2.7568153900), r, 1.4234372777);
    double below = Math.fma(Math.fma(0.12021132975, r, 0.73700164250), r, 1);
    return above / below;
  }

  private static double far(double r) {
    double above =
        Math.fma(
            Math.fma(Math.fma(0.017337203997, r, 0.42868294337), r, 3.0812263860), r, 6.6579051150);
    double below = Math.fma(Math.fma(0.012258202635, r, 0.24197894225), r, 1);
    return above / below;
  }
}
