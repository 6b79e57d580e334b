/**
 * Reads picture files: PNG, JPEG, GIF and BMP, by {@link io.crema.vision.picture.PictureReader}.
 * How a picture becomes an input of a model is a {@link
 * io.crema.vision.picture.PicturePreparation}.
 *
 * <p>Files are taken to be hostile: what is read is bounded in memory and in time, and whatever is
 * wrong with a file ends in a {@link io.crema.vision.picture.PictureException}. What a picture
 * shows does not belong here.
 */
@NullMarked
package io.crema.vision.picture;

import org.jspecify.annotations.NullMarked;
