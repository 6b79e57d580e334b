/**
 * Pictures of digits as people take them, to examine with what reads pictures: {@link
 * io.crema.examples.exam.PictureVariation} draws one digit, {@link
 * io.crema.examples.exam.NumberPicture} several in a line, and {@link
 * io.crema.examples.exam.NoDigitVariation} what has none.
 *
 * <p>Everything is drawn by a seed. What reads pictures, and what is made to suit it, does not
 * belong here.
 */
@NullMarked
package io.crema.examples.exam;

import org.jspecify.annotations.NullMarked;
