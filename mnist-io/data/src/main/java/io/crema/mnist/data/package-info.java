/**
 * The MNIST database in a jar: {@link io.crema.mnist.data.BundledMnist} loads it. How its files are
 * read does not belong here: see {@link io.crema.mnist.dataset}.
 */
@NullMarked
package io.crema.mnist.data;

import org.jspecify.annotations.NullMarked;
