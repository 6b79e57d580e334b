package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Weights packed at first use, against those that the kernels pack. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PackedWeightsTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 200;
  private static final ConvGeometry GEOMETRY = ConvGeometry.matrix(37, 19);

  private final Kernels kernels = Kernels.lookup();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private final Parameter weights =
      new WeightFactory(1).weights("weights", Shape.of(37, 19), Initializer.HE_NORMAL, 37, 19);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private float[] forward() {
    float[] packed = new float[kernels.packedForwardLength(GEOMETRY)];
    kernels.packForward(GEOMETRY, weights.value().array(), packed);
    return packed;
  }

  private float[] backward() {
    float[] packed = new float[kernels.packedBackwardLength(GEOMETRY)];
    kernels.packBackward(GEOMETRY, weights.value().array(), packed);
    return packed;
  }

  @Test
  void forward_manyThreadsAtOnce_getOneWholeArray() throws Exception {
    float[] expected = forward();
    for (int round = 0; round < ROUNDS; round++) {
      PackedWeights packed = new PackedWeights(GEOMETRY, weights);
      CyclicBarrier together = new CyclicBarrier(THREADS);
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(
            threads.submit(
                () -> {
                  together.await();
                  float[] seen = packed.forward(kernels);
                  assertThat(seen).isEqualTo(expected);
                  return seen;
                }));
      }
      for (Future<float[]> result : results) {
        assertThat(result.get()).isSameAs(packed.forward(kernels));
      }
    }
  }

  @Test
  void weightsChanged_whatIsPacked_isPackedAgainInPlace() {
    PackedWeights packed = new PackedWeights(GEOMETRY, weights);
    float[] forward = packed.forward(kernels);
    float[] backward = packed.backward(kernels);
    weights.value().array()[5] = 77;

    packed.weightsChanged(kernels);

    assertThat(packed.forward(kernels)).isSameAs(forward).isEqualTo(forward()).contains(77);
    assertThat(packed.backward(kernels)).isSameAs(backward).isEqualTo(backward()).contains(77);
  }

  @Test
  void weightsChanged_beforeFirstUse_isSeenAtFirstUse() {
    PackedWeights packed = new PackedWeights(GEOMETRY, weights);
    weights.value().array()[5] = 77;

    packed.weightsChanged(kernels);

    assertThat(packed.forward(kernels)).isEqualTo(forward());
    assertThat(packed.backward(kernels)).isEqualTo(backward());
  }
}
