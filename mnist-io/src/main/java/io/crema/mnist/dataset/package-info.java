/**
 * MNIST and its relatives: {@link io.crema.mnist.dataset.IdxDataSets} loads EMNIST, QMNIST and
 * others with their classes, {@link io.crema.mnist.dataset.Mnist} four files with ten classes, and
 * {@link io.crema.mnist.dataset.IdxImages} a file of images and a file of labels.
 *
 * <p>What is learned from the images does not belong here.
 */
@NullMarked
package io.crema.mnist.dataset;

import org.jspecify.annotations.NullMarked;
