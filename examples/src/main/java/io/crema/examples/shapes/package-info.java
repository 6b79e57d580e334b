/**
 * Networks of several shapes and the drawn pictures that they learn from: {@link
 * io.crema.examples.shapes.Architectures} trains networks with branches, joins and several outputs,
 * {@link io.crema.examples.shapes.ShapeNetworks} builds them, {@link
 * io.crema.examples.shapes.PictureStyle} draws the pictures. Mathematics of training does not
 * belong here: it is in the library.
 */
@NullMarked
package io.crema.examples.shapes;

import org.jspecify.annotations.NullMarked;
