/**
 * Labelled images, ready for training: {@link io.crema.vision.dataset.ImageSet}, and {@link
 * io.crema.vision.dataset.DataSet} for images to train on and to test with.
 *
 * <p>{@link io.crema.vision.dataset.CifarImages}, {@link io.crema.vision.dataset.CsvImages} and
 * {@link io.crema.vision.dataset.NumpyImages} read them from files; what they give is {@link
 * io.crema.vision.dataset.Loaded}, the data with notes about it.
 *
 * <p>{@link io.crema.vision.dataset.PictureFolder} reads them from folders of picture files, one
 * for each class.
 *
 * <p>What is learned from the images does not belong here.
 */
@NullMarked
package io.crema.vision.dataset;

import org.jspecify.annotations.NullMarked;
