package io.crema.nn.model;

import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.ChunkTask;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Pass;
import org.jspecify.annotations.Nullable;

/** Threads that compute one layer together: for fewer samples than there are threads. */
final class LayerTeam implements ChunkTask {

  /** Chunks for each thread, so that one that begins late leaves work to the others. */
  private static final int CHUNKS_PER_THREAD = 2;

  private final ParallelLoop loop;
  private final Pass[] passes;
  private @Nullable BoundLayer layer;
  private @Nullable Tensor input;
  private @Nullable Tensor output;
  private int parts;
  private int chunks;

  LayerTeam(Kernels kernels, Workers workers) {
    loop = workers.loop(this);
    passes = new Pass[workers.threads()];
    for (int slot = 0; slot < passes.length; slot++) {
      passes[slot] = new Pass(kernels);
    }
  }

  /** Computes a layer's outputs, which are at least two parts. */
  void forward(BoundLayer newLayer, int index, boolean rectify, Tensor from, Tensor to) {
    layer = newLayer;
    input = from;
    output = to;
    parts = newLayer.forwardParts(from.shape().dim(0));
    chunks = Math.min(parts, CHUNKS_PER_THREAD * passes.length);
    for (Pass pass : passes) {
      pass.layer(index, rectify, false);
    }
    loop.run(chunks);
  }

  @Override
  public void run(int chunk, int slot) {
    if (layer == null || input == null || output == null) {
      throw new IllegalStateException("LayerTeam: expected a layer to compute");
    }
    int first = (int) ((long) parts * chunk / chunks);
    int end = (int) ((long) parts * (chunk + 1) / chunks);
    layer.forwardPart(first, end, input, output, passes[slot]);
  }
}
