/**
 * MNIST and sets that are laid out like it: {@link io.crema.mnist.dataset.Mnist} finds the four
 * files, {@link io.crema.mnist.dataset.IdxImages} reads a file of images and a file of labels.
 *
 * <p>What is learned from the images does not belong here.
 */
@NullMarked
package io.crema.mnist.dataset;

import org.jspecify.annotations.NullMarked;
