package io.crema.core.kernel;

/**
 * What is constant during one step of {@link Kernels#adam}.
 *
 * @param beta1 decay of the first moment, from 0 to 1
 * @param beta2 decay of the second moment, from 0 to 1
 * @param stepSize learning rate with both bias corrections
 * @param epsilonHat the small constant with the bias correction of the second moment
 * @param decay learning rate times decoupled weight decay, 0 for none
 */
public record AdamStep(float beta1, float beta2, float stepSize, float epsilonHat, float decay) {}
