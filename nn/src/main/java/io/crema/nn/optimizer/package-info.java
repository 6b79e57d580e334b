/**
 * How weights follow gradients: an {@link io.crema.nn.optimizer.Optimizer} is an immutable
 * description, an {@link io.crema.nn.optimizer.OptimizerState} what it remembers of one model.
 */
@NullMarked
package io.crema.nn.optimizer;

import org.jspecify.annotations.NullMarked;
