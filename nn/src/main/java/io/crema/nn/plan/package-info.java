/**
 * How models run: a {@link io.crema.nn.plan.Plan} is the list of steps compiled once from a network
 * with weights, for prediction or for training, and an {@link io.crema.nn.plan.Execution} the
 * buffers in which one thread runs it. Not exported.
 *
 * <p>Steps are rewritten in a fixed order: {@link io.crema.nn.plan.FuseAdd}, {@link
 * io.crema.nn.plan.FuseReLU}, {@link io.crema.nn.plan.FusePooling}, {@link
 * io.crema.nn.plan.MaskBackward}. Then {@link io.crema.nn.plan.Buffers} shares arrays by lifetime.
 * No rewrite changes a bit of the results. {@link io.crema.nn.plan.FoldBatchNorm} does, so it makes
 * another model and runs on request only.
 */
@NullMarked
package io.crema.nn.plan;

import org.jspecify.annotations.NullMarked;
