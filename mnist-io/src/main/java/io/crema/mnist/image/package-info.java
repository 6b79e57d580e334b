/**
 * Pictures of handwritten digits, and what it takes to make of them what a network was trained on.
 *
 * <p>The central type is {@link io.crema.mnist.image.GreyImage}; {@link
 * io.crema.mnist.image.PictureReader} makes one of a picture file. Networks do not belong here.
 */
@NullMarked
package io.crema.mnist.image;

import org.jspecify.annotations.NullMarked;
