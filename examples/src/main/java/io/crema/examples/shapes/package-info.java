/**
 * Networks of several shapes and the drawn pictures that they learn from, for {@link
 * io.crema.examples.Architectures}: {@link io.crema.examples.shapes.ShapeNetworks} builds the
 * networks, {@link io.crema.examples.shapes.PictureStyle} draws the pictures. Mathematics of
 * training does not belong here: it is in the library.
 */
@NullMarked
package io.crema.examples.shapes;

import org.jspecify.annotations.NullMarked;
