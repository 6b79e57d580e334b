/**
 * MNIST and its relatives: {@link io.crema.mnist.dataset.IdxDataSets} loads MNIST, EMNIST, QMNIST
 * and others from a directory, {@link io.crema.mnist.dataset.Mnist} MNIST from the class path, and
 * {@link io.crema.mnist.dataset.IdxImages} a file of images and a file of labels.
 *
 * <p>What is learned from the images does not belong here.
 */
@NullMarked
package io.crema.mnist.dataset;

import org.jspecify.annotations.NullMarked;
