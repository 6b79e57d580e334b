/**
 * How well a classifier does: {@link io.crema.nn.metric.Evaluation} counts its answers and gives
 * accuracy, precision, recall, F1 and loss, {@link io.crema.nn.metric.Calibration} says how far its
 * confidence can be believed.
 *
 * <p>Running the network does not belong here, nor does the loss that training descends, which has
 * gradients.
 */
@NullMarked
package io.crema.nn.metric;

import org.jspecify.annotations.NullMarked;
