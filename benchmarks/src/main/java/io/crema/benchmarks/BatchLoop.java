package io.crema.benchmarks;

import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.nn.plan.Grouping;
import io.crema.nn.train.TrainingStep;

/**
 * A batch spread over threads as {@link TrainingStep} does it: cut into {@link
 * TrainingStep#partsOf} parts, each done in groups of {@link Grouping#MAX_SAMPLES} images.
 */
final class BatchLoop {

  private final int batch;
  private final int parts;
  private final Group body;
  private final ParallelLoop loop;

  /** What is done with a group of images. */
  @FunctionalInterface
  interface Group {

    /**
     * Does the work of one group.
     *
     * @param part number of the part, below {@link TrainingStep#MAX_PARTS}
     * @param slot whose buffers to use, below the number of threads
     * @param first number of the group's first image in its part
     * @param images images in the group
     */
    void run(int part, int slot, int first, int images);
  }

  BatchLoop(Workers workers, int batch, Group body) {
    this.batch = batch;
    this.parts = TrainingStep.partsOf(batch, Grouping.MAX_SAMPLES);
    this.body = body;
    this.loop = workers.loop(this::part);
  }

  /** Largest number of images that a group of a batch has. */
  static int largestGroup(int batch) {
    int parts = TrainingStep.partsOf(batch, Grouping.MAX_SAMPLES);
    return Math.min(Grouping.MAX_SAMPLES, (batch + parts - 1) / parts);
  }

  /** Does the whole batch. */
  void run() {
    loop.run(parts);
  }

  private void part(int part, int slot) {
    int begin = (int) ((long) batch * part / parts);
    int count = (int) ((long) batch * (part + 1) / parts) - begin;
    for (int first = 0; first < count; first += Grouping.MAX_SAMPLES) {
      body.run(part, slot, first, Math.min(Grouping.MAX_SAMPLES, count - first));
    }
  }
}
