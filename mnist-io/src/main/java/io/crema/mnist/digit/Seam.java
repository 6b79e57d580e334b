package io.crema.mnist.digit;

/**
 * A way through ink from the first row to the last, one pixel to the side a row at most.
 *
 * @param columns for each row the first column to its right
 * @param crossed the ink on it
 * @param left the ink to its left
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Seam(int[] columns, double crossed, double left) {}
