/**
 * Ready architectures, in {@link io.crema.nn.architecture.Networks}, and the blocks that they and
 * other networks are made of. What a network is stands in {@link io.crema.nn.graph}.
 */
package io.crema.nn.architecture;
