/**
 * Pictures of digits as people take them, to examine with what reads pictures: {@link
 * io.crema.mnist.sheet.PictureVariation} draws one digit, {@link
 * io.crema.mnist.sheet.NumberPicture} several in a line, and {@link
 * io.crema.mnist.sheet.NoDigitVariation} what has none.
 *
 * <p>Everything is drawn by a seed. What reads pictures, and what is made to suit it, does not
 * belong here.
 */
@NullMarked
package io.crema.mnist.sheet;

import org.jspecify.annotations.NullMarked;
