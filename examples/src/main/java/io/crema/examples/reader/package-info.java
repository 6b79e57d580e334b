/**
 * Reads the digits of pictures with models: {@link io.crema.examples.reader.Answers} gives the
 * {@link io.crema.examples.reader.Answer} to a picture, {@link io.crema.examples.reader.DigitModel}
 * loads the models.
 *
 * <p>Commands, options and web requests do not belong here.
 */
@NullMarked
package io.crema.examples.reader;

import org.jspecify.annotations.NullMarked;
