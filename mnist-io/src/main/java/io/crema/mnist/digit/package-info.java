/**
 * Pictures of handwritten digits, and what it takes to make of them what a network was trained on.
 *
 * <p>The central type is {@link io.crema.mnist.digit.DigitPreprocessor}, which takes what {@link
 * io.crema.vision.picture.PictureReader} read. Networks do not belong here.
 */
@NullMarked
package io.crema.mnist.digit;

import org.jspecify.annotations.NullMarked;
