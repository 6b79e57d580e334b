/**
 * Operations on grids of pixels, each of them once: scaling, blurring, distances, connected
 * components, moments. The central types are {@link io.crema.vision.raster.GreyImage} and, for
 * pictures in color, {@link io.crema.vision.raster.Picture}.
 *
 * <p>Files do not belong here, nor what pictures show.
 */
@NullMarked
package io.crema.vision.raster;

import org.jspecify.annotations.NullMarked;
