/**
 * The data that networks work on: {@link io.crema.core.tensor.Tensor}, a {@code float[]} with a
 * {@link io.crema.core.tensor.Shape}.
 *
 * <p>Arithmetic does not belong here: it is the kernels' business, and that of the layers that call
 * them.
 */
@NullMarked
package io.crema.core.tensor;

import org.jspecify.annotations.NullMarked;
