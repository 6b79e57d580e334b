/**
 * Labelled images, ready for training: {@link io.crema.vision.dataset.ImageSet}, and {@link
 * io.crema.vision.dataset.DataSet} for images to train on and to test with.
 *
 * <p>What is learned from the images does not belong here.
 */
@NullMarked
package io.crema.vision.dataset;

import org.jspecify.annotations.NullMarked;
