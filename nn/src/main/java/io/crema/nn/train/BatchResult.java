package io.crema.nn.train;

/**
 * What a batch came to.
 *
 * @param epoch from 1 on
 * @param batch in the epoch, from 1 on
 * @param batches number of batches in the epoch
 * @param samplesDone samples of the epoch trained on so far
 * @param loss mean loss over the epoch so far
 * @param accuracy share classified rightly over the epoch so far; NaN for no classifier
 * @param seconds time of the epoch so far
 */
public record BatchResult(
    int epoch,
    int batch,
    int batches,
    int samplesDone,
    double loss,
    double accuracy,
    double seconds) {}
