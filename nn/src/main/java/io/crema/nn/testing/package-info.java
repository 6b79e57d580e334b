/**
 * Helpers for tests of custom layers, joins and losses: {@link io.crema.nn.testing.GradientCheck}
 * compares their gradients with differences. It needs no test framework.
 */
@NullMarked
package io.crema.nn.testing;

import org.jspecify.annotations.NullMarked;
