/**
 * Networks and models: a {@link io.crema.nn.model.Network} is the immutable description of layers
 * in a row, a {@link io.crema.nn.model.Model} the same with weights. {@link
 * io.crema.nn.model.Residual}, a layer of layers, stands here because there is such a row in it.
 *
 * <p>Training does not belong here.
 */
@NullMarked
package io.crema.nn.model;

import org.jspecify.annotations.NullMarked;
