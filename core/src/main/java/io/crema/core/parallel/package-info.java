/**
 * The threads that computations spread over: {@link Workers}.
 *
 * <p>What is computed does not belong here.
 */
@NullMarked
package io.crema.core.parallel;

import org.jspecify.annotations.NullMarked;
