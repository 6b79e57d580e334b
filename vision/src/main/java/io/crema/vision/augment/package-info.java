/**
 * Images distorted afresh in every epoch, so that a network learns from more hands, places and
 * lights than the data set has: an {@link io.crema.vision.augment.Augmentation} says by how much,
 * and {@link io.crema.vision.augment.Augmented} applies it to samples where they are trained on.
 *
 * <p>What is drawn follows from the seed, the epoch and the sample, with the same bits on every JDK
 * and at any number of threads. Networks do not belong here.
 */
@NullMarked
package io.crema.vision.augment;

import org.jspecify.annotations.NullMarked;
