/**
 * Training: {@link io.crema.nn.train.Trainer} takes a model through epochs, {@link
 * io.crema.nn.train.TrainingStep} through one batch, and {@link
 * io.crema.nn.train.TrainingListener}s watch.
 *
 * <p>Results do not depend on the number of threads: a batch is cut into parts whose number follows
 * from its size alone, and their gradients are added in order.
 */
@NullMarked
package io.crema.nn.train;

import org.jspecify.annotations.NullMarked;
