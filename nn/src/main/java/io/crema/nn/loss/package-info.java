/**
 * What training makes small: a {@link io.crema.nn.loss.Loss} turns outputs and targets into a
 * number for each sample and the gradient by the outputs.
 */
@NullMarked
package io.crema.nn.loss;

import org.jspecify.annotations.NullMarked;
