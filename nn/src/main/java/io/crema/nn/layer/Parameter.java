package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;

/**
 * A tensor that training changes.
 *
 * @param index position among all parameters of its model, from 0 on
 * @param name unique in its model, such as {@code conv2d_1.weights}
 * @param value the values, in an array of exactly their number
 * @param decayed whether weight decay applies: to weights, not to biases
 */
public record Parameter(int index, String name, Tensor value, boolean decayed) {}
