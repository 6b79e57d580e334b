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
  public void sums(int first, int columns, int rows, int n, float[] values, float[] sums) {
    int whole = n / SUMS * SUMS;
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      for (int lane = 0; lane < SUMS; lane += LANES) {
        sumLane(begin, lane, whole, values, sums, row * SUMS);
      }
      ScalarRowOps.sumsFrom(whole, begin, n, values, sums, row * SUMS);
    }
  }

  private static void sumLane(int begin, int lane, int n, float[] values, float[] sums, int to) {
    FloatVector pivot = FloatVector.broadcast(SPECIES, values[begin]);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = lane; i < n; i += SUMS) {
      sum = sum.add(FloatVector.fromArray(SPECIES, values, begin + i).sub(pivot));
    }
    sum.intoArray(sums, to + lane);
  }

  @Override
  public void squares(
      int first, int columns, int rows, int n, float[] values, float[] constants, float[] sums) {
    int whole = n / SUMS * SUMS;
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      float mean = constants[row * CONSTANTS + MEAN];
      for (int lane = 0; lane < SUMS; lane += LANES) {
        squaresLane(begin, lane, whole, values, mean, sums, row * SUMS);
      }
      ScalarRowOps.squaresFrom(whole, begin, n, values, mean, sums, row * SUMS);
    }
  }

  private static void squaresLane(
      int begin, int lane, int n, float[] values, float mean, float[] sums, int to) {
    FloatVector means = FloatVector.broadcast(SPECIES, mean);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = lane; i < n; i += SUMS) {
      FloatVector d = FloatVector.fromArray(SPECIES, values, begin + i).sub(means);
      sum = d.fma(d, sum);
    }
    sum.intoArray(sums, to + lane);
  }

  @Override
  public void normalize(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output) {
    int whole = columns / LANES * LANES;
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      int at = row * CONSTANTS;
      normalizeRow(begin, whole, input, constants, at, gamma, beta, output);
      ScalarRowOps.normalizeFrom(whole, begin, columns, input, constants, at, gamma, beta, output);
    }
  }

  private static void normalizeRow(
      int begin,
      int n,
      float[] input,
      float[] constants,
      int at,
      float[] gamma,
      float[] beta,
      float[] output) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[at + MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[at + INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[at + REST]);
    for (int c = 0; c < n; c += LANES) {
      normalized(input, begin + c, mean, inverse, rest)
          .fma(FloatVector.fromArray(SPECIES, gamma, c), FloatVector.fromArray(SPECIES, beta, c))
          .intoArray(output, begin + c);
    }
  }

  @Override
  public void products(
      int first,
      int columns,
      int rows,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums) {
    int whole = n / SUMS * SUMS;
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      for (int lane = 0; lane < SUMS; lane += LANES) {
        productsLane(begin, lane, whole, column, input, dOutput, constants, row, gamma, sums);
      }
      ScalarRowOps.productsFrom(
          whole, begin, column, n, input, dOutput, constants, row, gamma, sums);
    }
  }

  private static void productsLane(
      int begin,
      int lane,
      int n,
      int column,
      float[] input,
      float[] dOutput,
      float[] constants,
      int row,
      float[] gamma,
      float[] sums) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[row * CONSTANTS + MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[row * CONSTANTS + INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[row * CONSTANTS + REST]);
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector product = FloatVector.zero(SPECIES);
    for (int i = lane; i < n; i += SUMS) {
      FloatVector t =
          FloatVector.fromArray(SPECIES, dOutput, begin + i)
              .mul(FloatVector.fromArray(SPECIES, gamma, column + i));
      sum = sum.add(t);
      product = t.fma(normalized(input, begin + i, mean, inverse, rest), product);
    }
    sum.intoArray(sums, 2 * row * SUMS + lane);
    product.intoArray(sums, (2 * row + 1) * SUMS + lane);
  }

  @Override
  public void parameters(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] byColumn) {
    int c = 0;
    for (; c + LANES <= columns; c += LANES) {
      parametersLane(first + c, columns, rows, input, dOutput, constants, byColumn, c);
    }
    ScalarRowOps.parametersFrom(c, first, columns, rows, input, dOutput, constants, byColumn);
  }

  private static void parametersLane(
      int begin,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] byColumn,
      int c) {
    FloatVector dBeta = FloatVector.fromArray(SPECIES, byColumn, c);
    FloatVector dGamma = FloatVector.fromArray(SPECIES, byColumn, columns + c);
    int i = begin;
    for (int row = 0; row < rows; row++) {
      int at = row * CONSTANTS;
      FloatVector mean = FloatVector.broadcast(SPECIES, constants[at + MEAN]);
      FloatVector inverse = FloatVector.broadcast(SPECIES, constants[at + INVERSE]);
      FloatVector rest = FloatVector.broadcast(SPECIES, constants[at + REST]);
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, i);
      dBeta = dBeta.add(d);
      dGamma = d.fma(normalized(input, i, mean, inverse, rest), dGamma);
      i += columns;
    }
    dBeta.intoArray(byColumn, c);
    dGamma.intoArray(byColumn, columns + c);
  }

  @Override
  public void gradient(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput) {
    int whole = columns / LANES * LANES;
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      int at = row * CONSTANTS;
      gradientRow(begin, whole, input, dOutput, constants, at, gamma, dInput);
      ScalarRowOps.gradientFrom(
          whole, begin, columns, input, dOutput, constants, at, gamma, dInput);
    }
  }

  private static void gradientRow(
      int begin,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      int at,
      float[] gamma,
      float[] dInput) {
    FloatVector mean = FloatVector.broadcast(SPECIES, constants[at + MEAN]);
    FloatVector inverse = FloatVector.broadcast(SPECIES, constants[at + INVERSE]);
    FloatVector rest = FloatVector.broadcast(SPECIES, constants[at + REST]);
    FloatVector slope = FloatVector.broadcast(SPECIES, constants[at + SLOPE]);
    FloatVector offset = FloatVector.broadcast(SPECIES, constants[at + OFFSET]);
    for (int c = 0; c < n; c += LANES) {
      FloatVector shared = normalized(input, begin + c, mean, inverse, rest).fma(slope, offset);
      FloatVector.fromArray(SPECIES, dOutput, begin + c)
          .mul(FloatVector.fromArray(SPECIES, gamma, c))
          .fma(inverse, shared)
          .intoArray(dInput, begin + c);
    }
  }
}
