package io.crema.nn.plan;

import io.crema.core.parallel.ChunkTask;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.PassControl;
import io.crema.nn.compute.Splittable;
import io.crema.nn.layer.Pass;
import org.jspecify.annotations.Nullable;

/** Threads that compute one layer together: for fewer samples than there are threads. */
public final class Team implements ChunkTask {

  /** Chunks per thread, so that a thread that begins late leaves work to the others. */
  private static final int CHUNKS_PER_THREAD = 2;

  private final ParallelLoop loop;
  private final PassControl[] passes;
  private @Nullable Splittable layer;
  private @Nullable Tensor input;
  private @Nullable Tensor output;
  private int parts;
  private int chunks;

  /**
   * Creates a team.
   *
   * @param workers the threads
   */
  public Team(Workers workers) {
    loop = workers.loop(this);
    passes = new PassControl[workers.threads()];
    for (int slot = 0; slot < passes.length; slot++) {
      passes[slot] = (PassControl) Pass.forPrediction();
    }
  }

  /** Computes a layer's outputs, which are at least two parts. */
  void forward(
      Splittable newLayer,
      int[] path,
      boolean rectify,
      @Nullable Tensor addend,
      Tensor from,
      Tensor to) {
    layer = newLayer;
    input = from;
    output = to;
    parts = newLayer.parts(from.shape().dim(0));
    chunks = Math.min(parts, CHUNKS_PER_THREAD * passes.length);
    for (PassControl pass : passes) {
      pass.forward(path, rectify, addend);
    }
    loop.run(chunks);
  }

  @Override
  public void run(int chunk, int slot) {
    if (layer == null || input == null || output == null) {
      throw new IllegalStateException("Team: expected a layer to compute");
    }
    int first = (int) ((long) parts * chunk / chunks);
    int end = (int) ((long) parts * (chunk + 1) / chunks);
    layer.forwardPart(first, end, input, output, passes[slot]);
  }
}
