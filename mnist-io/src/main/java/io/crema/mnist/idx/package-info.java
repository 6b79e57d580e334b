/**
 * IDX files, the format of the MNIST digits: a short header, then numbers of one type, big-endian.
 *
 * <p>{@link io.crema.mnist.idx.IdxReader} reads and {@link io.crema.mnist.idx.IdxWriter} writes
 * them, plain or inside gzip, in memory that does not grow with the file. What the numbers mean
 * does not belong here.
 */
@NullMarked
package io.crema.mnist.idx;

import org.jspecify.annotations.NullMarked;
