/**
 * Images with labels, ready for training: {@link io.crema.mnist.dataset.ImageSet}, and {@link
 * io.crema.mnist.dataset.Mnist} which finds the four files of the MNIST digits.
 *
 * <p>What is learned from the images does not belong here.
 */
@NullMarked
package io.crema.mnist.dataset;

import org.jspecify.annotations.NullMarked;
