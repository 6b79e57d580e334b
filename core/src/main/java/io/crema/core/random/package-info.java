/**
 * Random numbers that are the same on every JDK and at any thread count: {@link SplitMix64}.
 *
 * <p>Distributions do not belong here.
 */
@NullMarked
package io.crema.core.random;

import org.jspecify.annotations.NullMarked;
