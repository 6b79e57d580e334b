/**
 * Architectures without weights: a {@link io.crema.nn.graph.Network} is a graph of {@link
 * io.crema.nn.graph.Node}s, made in a row or in functional form. Weights belong to {@code
 * io.crema.nn.model}.
 */
@NullMarked
package io.crema.nn.graph;

import org.jspecify.annotations.NullMarked;
