package io.crema.nn.train;

import java.util.OptionalDouble;

/**
 * The progress of an epoch after one batch.
 *
 * @param epoch number of the epoch, from 1
 * @param batch number of the batch in the epoch, from 1
 * @param batches number of batches in the epoch
 * @param samplesDone samples of the epoch trained on so far
 * @param loss mean loss over the epoch so far
 * @param accuracy share of samples classified correctly so far; empty without class labels
 * @param seconds time of the epoch so far
 */
public record BatchResult(
    int epoch,
    int batch,
    int batches,
    int samplesDone,
    double loss,
    OptionalDouble accuracy,
    double seconds) {}
