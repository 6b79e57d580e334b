package io.crema.nn.train;

import io.crema.core.data.Samples;

/**
 * Some samples that a step learns from.
 *
 * @param samples the samples
 * @param order numbers of samples. Not modified.
 * @param first position in {@code order} of the first sample of the batch
 * @param count samples of the batch
 * @param epochSeed seed of the random numbers that samples are read with and dropout draws from
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Batch(Samples samples, int[] order, int first, int count, long epochSeed) {}
