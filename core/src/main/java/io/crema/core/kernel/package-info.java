/**
 * The arithmetic: loops over {@code float[]} behind {@link Kernels}, written twice. {@link
 * ScalarKernels} is plain Java that the compiler vectorizes; {@link VectorKernels} uses the Vector
 * API. Both give the same bits.
 *
 * <p>Kernels run on the calling thread, check nothing and keep nothing. Threads, layers and
 * argument checks do not belong here.
 */
@NullMarked
package io.crema.core.kernel;

import org.jspecify.annotations.NullMarked;
