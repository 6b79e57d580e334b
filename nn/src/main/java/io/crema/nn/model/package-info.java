/**
 * Models: a {@link io.crema.nn.model.Model} is a network with weights, and predicts. Architectures
 * belong to {@code io.crema.nn.graph}, training to {@code io.crema.nn.train}.
 */
@NullMarked
package io.crema.nn.model;

import org.jspecify.annotations.NullMarked;
