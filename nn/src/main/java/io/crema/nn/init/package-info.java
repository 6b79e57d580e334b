/** How weights begin: {@link io.crema.nn.init.Initializer}. */
@NullMarked
package io.crema.nn.init;

import org.jspecify.annotations.NullMarked;
