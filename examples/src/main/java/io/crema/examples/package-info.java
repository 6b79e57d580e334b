/**
 * Short programs that use Crema, each a main class to be read from top to bottom:
 *
 * <ul>
 *   <li>{@link io.crema.examples.TrainDigits} trains, saves and loads a network;
 *   <li>{@link io.crema.examples.PredictPicture} reads the digit in a picture file;
 *   <li>{@link io.crema.examples.TrainPictures} trains on a folder of your own pictures;
 *   <li>{@link io.crema.examples.TrainCifar} trains on CIFAR-10;
 *   <li>{@link io.crema.examples.FindCenter} learns numbers instead of classes: regression;
 *   <li>{@link io.crema.examples.TwoOutputs} learns a class and numbers with one network;
 *   <li>{@link io.crema.examples.OwnLayer} has a layer of its own;
 *   <li>{@link io.crema.examples.DigitService} answers pictures over HTTP.
 * </ul>
 *
 * <p>Whatever is longer has a package of its own: {@link io.crema.examples.cli} the commands of
 * {@code digits.jar}, {@link io.crema.examples.web} its page. Mathematics does not belong here: it
 * is in the library, and these classes only call it.
 */
@NullMarked
package io.crema.examples;

import org.jspecify.annotations.NullMarked;
