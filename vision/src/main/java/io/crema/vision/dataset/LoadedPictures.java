package io.crema.vision.dataset;

import io.crema.vision.picture.PicturePreparation;

/**
 * A data set that was read from a folder of pictures.
 *
 * @param data the pictures to train on and to test with
 * @param preparation how the pictures became inputs; what is predicted has to be read by the same
 * @param report what was left out and why
 */
public record LoadedPictures(DataSet data, PicturePreparation preparation, FolderReport report) {}
