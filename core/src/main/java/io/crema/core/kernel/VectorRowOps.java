package io.crema.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowOps} on the Vector API, lanes over the {@link RowOps#SUMS} sums of a row or over its
 * columns; what is left over goes one by one.
 */
final class VectorRowOps implements RowOps {

  /** Vectors of at most as many values as there are sums. */
  private static final VectorSpecies<Float> SPECIES =
      VectorTiles.LANES > SUMS ? FloatVector.SPECIES_512 : VectorTiles.SPECIES;

  private static final int LANES = SPECIES.length();

  private static FloatVector normalized(
      float[] input, int i, FloatVector mean, FloatVector inverse, FloatVector rest) {
    return FloatVector.fromArray(SPECIES, input, i).sub(mean).fma(inverse, rest);
  }

  @Override
  public void sum(int first, int n, float[] values, float pivot, float[] sums) {
    int whole = n / SUMS * SUMS;
    for (int lane = 0; lane < SUMS; lane += LANES) {
      sumLane(first + lane, first + whole, values, pivot, sums, lane);
    }
    ScalarRowOps.sumFrom(whole, first, n, values, pivot, sums);
  }

  private static void sumLane(
      int first, int end, float[] values, float pivot, float[] sums, int lane) {
    FloatVector pivots = FloatVector.broadcast(SPECIES, pivot);
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, lane);
    for (int i = first; i < end; i += SUMS) {
      sum = sum.add(FloatVector.fromArray(SPECIES, values, i).sub(pivots));
    }
    sum.intoArray(sums, lane);
  }

  @Override
  public void squares(int first, int n, float[] values, float mean, float[] sums) {
    int whole = n / SUMS * SUMS;
    for (int lane = 0; lane < SUMS; lane += LANES) {
      squaresLane(first + lane, first + whole, values, mean, sums, lane);
    }
    ScalarRowOps.squaresFrom(whole, first, n, values, mean, sums);
  }

  private static void squaresLane(
      int first, int end, float[] values, float mean, float[] sums, int lane) {
    FloatVector means = FloatVector.broadcast(SPECIES, mean);
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, lane);
    for (int i = first; i < end; i += SUMS) {
      FloatVector d = FloatVector.fromArray(SPECIES, values, i).sub(means);
      sum = d.fma(d, sum);
    }
    sum.intoArray(sums, lane);
  }

  @Override
  public void normalize(
      int first,
      int n,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[REST]);
    int c = 0;
    for (; c + LANES <= n; c += LANES) {
      normalized(input, first + c, mean, inverse, rest)
          .fma(FloatVector.fromArray(SPECIES, gamma, c), FloatVector.fromArray(SPECIES, beta, c))
          .intoArray(output, first + c);
    }
    ScalarRowOps.normalizeFrom(c, first, n, input, constants, gamma, beta, output);
  }

  @Override
  public void products(
      int first,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums) {
    int whole = n / SUMS * SUMS;
    for (int lane = 0; lane < SUMS; lane += LANES) {
      productsLane(
          first + lane,
          first + whole,
          column - first,
          input,
          dOutput,
          constants,
          gamma,
          sums,
          lane);
    }
    ScalarRowOps.productsFrom(whole, first, column, n, input, dOutput, constants, gamma, sums);
  }

  /** One vector of sums. The column of index {@code i} is {@code i + toColumn}. */
  private static void productsLane(
      int first,
      int end,
      int toColumn,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums,
      int lane) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[REST]);
    FloatVector sum = FloatVector.fromArray(SPECIES, sums, lane);
    FloatVector product = FloatVector.fromArray(SPECIES, sums, SUMS + lane);
    for (int i = first; i < end; i += SUMS) {
      FloatVector t =
          FloatVector.fromArray(SPECIES, dOutput, i)
              .mul(FloatVector.fromArray(SPECIES, gamma, i + toColumn));
      sum = sum.add(t);
      product = t.fma(normalized(input, i, mean, inverse, rest), product);
    }
    sum.intoArray(sums, lane);
    product.intoArray(sums, SUMS + lane);
  }

  @Override
  public void parameters(
      int first, int n, float[] input, float[] dOutput, float[] constants, float[] byColumn) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[REST]);
    int c = 0;
    for (; c + LANES <= n; c += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, first + c);
      FloatVector.fromArray(SPECIES, byColumn, c).add(d).intoArray(byColumn, c);
      d.fma(
              normalized(input, first + c, mean, inverse, rest),
              FloatVector.fromArray(SPECIES, byColumn, n + c))
          .intoArray(byColumn, n + c);
    }
    ScalarRowOps.parametersFrom(c, first, n, input, dOutput, constants, byColumn);
  }

  @Override
  public void gradient(
      int first,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[REST]);
    FloatVector slope = FloatVector.broadcast(SPECIES, constants[SLOPE]);
    FloatVector offset = FloatVector.broadcast(SPECIES, constants[OFFSET]);
    int c = 0;
    for (; c + LANES <= n; c += LANES) {
      FloatVector shared = normalized(input, first + c, mean, inverse, rest).fma(slope, offset);
      FloatVector.fromArray(SPECIES, dOutput, first + c)
          .mul(FloatVector.fromArray(SPECIES, gamma, c))
          .fma(inverse, shared)
          .intoArray(dInput, first + c);
    }
    ScalarRowOps.gradientFrom(c, first, n, input, dOutput, constants, gamma, dInput);
  }
}
