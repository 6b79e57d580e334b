/**
 * Pictures of digits as people take them, and how well readers do with them: {@link
 * io.crema.examples.exam.PictureVariation} draws one digit, {@link
 * io.crema.examples.exam.NumberPicture} several in a line, {@link
 * io.crema.examples.exam.NoDigitVariation} what has none, and {@link
 * io.crema.examples.exam.SheetTable} shows the results.
 *
 * <p>Everything is drawn by a seed. Drawing knows nothing of the readers.
 */
@NullMarked
package io.crema.examples.exam;

import org.jspecify.annotations.NullMarked;
