package io.crema.nn.layer;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a convolution in the two orders in which kernels read them, each made when it is
 * asked for the first time: a model that only predicts has no use for one of them, and one that has
 * just been loaded for neither.
 */
final class PackedWeights {

  private final ConvGeometry geometry;
  private final Parameter weights;

  /** Written when all values are in the array; from then on the array stays the same. */
  private volatile float @Nullable [] forward;

  private volatile float @Nullable [] backward;

  PackedWeights(ConvGeometry geometry, Parameter weights) {
    this.geometry = geometry;
    this.weights = weights;
  }

  /** {@return what {@link Kernels#convForward} reads} Safe for any number of threads at once. */
  float[] forward(Kernels kernels) {
    float[] packed = forward;
    return packed != null ? packed : packForward(kernels);
  }

  /** {@return what {@link Kernels#convBackwardData} reads} Safe for any number of threads too. */
  float[] backward(Kernels kernels) {
    float[] packed = backward;
    return packed != null ? packed : packBackward(kernels);
  }

  /** Packs again what has been packed, for one thread while no other reads. */
  void weightsChanged(Kernels kernels) {
    float[] packedForward = forward;
    if (packedForward != null) {
      kernels.packForward(geometry, weights.value().array(), packedForward);
    }
    float[] packedBackward = backward;
    if (packedBackward != null) {
      kernels.packBackward(geometry, weights.value().array(), packedBackward);
    }
  }

  private synchronized float[] packForward(Kernels kernels) {
    float[] packed = forward;
    if (packed == null) {
      packed = new float[kernels.packedForwardLength(geometry)];
      kernels.packForward(geometry, weights.value().array(), packed);
      forward = packed;
    }
    return packed;
  }

  private synchronized float[] packBackward(Kernels kernels) {
    float[] packed = backward;
    if (packed == null) {
      packed = new float[kernels.packedBackwardLength(geometry)];
      kernels.packBackward(geometry, weights.value().array(), packed);
      backward = packed;
    }
    return packed;
  }
}
