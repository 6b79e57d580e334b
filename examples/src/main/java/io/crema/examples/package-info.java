/**
 * Short programs that use Crema, each a main class to be read from top to bottom: {@link
 * io.crema.examples.TrainDigits} trains a network, {@link io.crema.examples.PredictPicture} reads a
 * picture.
 *
 * <p>Whatever is longer has a package of its own: {@link io.crema.examples.cli} the commands of
 * {@code digits.jar}, {@link io.crema.examples.web} its page. Mathematics does not belong here: it
 * is in the library, and these classes only call it.
 */
@NullMarked
package io.crema.examples;

import org.jspecify.annotations.NullMarked;
