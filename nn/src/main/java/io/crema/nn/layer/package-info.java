/**
 * Layers. A {@link io.crema.nn.layer.Layer} is an immutable description, a {@link
 * io.crema.nn.layer.BoundLayer} the same layer with its weights for one input shape.
 *
 * <p>Layers work on the calling thread, on a part of the batch; spreading the batch over threads is
 * the model's business. Losses and optimizers do not belong here.
 */
@NullMarked
package io.crema.nn.layer;

import org.jspecify.annotations.NullMarked;
