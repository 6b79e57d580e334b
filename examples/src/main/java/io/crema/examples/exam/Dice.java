package io.crema.examples.exam;

import io.crema.core.random.SplitMix64;

/** Random choices, the same for one seed on every JDK. */
final class Dice {

  private static final float UNIT = 0x1p-24f;

  private final SplitMix64 random;

  Dice(long seed) {
    random = new SplitMix64(seed);
  }

  /** {@return dice of their own for a thing with a name} */
  static Dice of(long seed, String name) {
    return new Dice(SplitMix64.derive(seed, name.hashCode()));
  }

  /** {@return a number from 0 to less than 1} */
  float unit() {
    return (random.next() >>> 40) * UNIT;
  }

  float between(float low, float high) {
    return low + (high - low) * unit();
  }

  /** {@return a number whose logarithm is uniform} */
  float log(float low, float high) {
    return low * (float) StrictMath.exp(StrictMath.log(high / low) * unit());
  }

  /** {@return a whole number, both ends included} */
  int integer(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** {@return a number from -limit to limit} */
  float around(float limit) {
    return between(-limit, limit);
  }

  /** {@return a number between the two, or its negative} */
  float either(float low, float high) {
    float value = between(low, high);
    return chance(0.5f) ? value : -value;
  }

  boolean chance(float probability) {
    return unit() < probability;
  }

  Colour pick(Colour... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** {@return a number of about mean 0 and deviation 1: the sum of four uniform ones} */
  float gaussian() {
    long bits = random.next();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum / 65_535f - 2) * 1.7320508f;
  }

  /** {@return a seed for something with numbers of its own} */
  long seed() {
    return random.next();
  }
}
