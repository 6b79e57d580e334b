/**
 * Command-line programs that train, evaluate and use digit recognizers: {@link
 * io.crema.examples.Digits} and its commands, each a main class of its own.
 *
 * <p>{@link io.crema.examples.Embedding} shows the library inside another program, {@link
 * io.crema.examples.Architectures} networks with branches, joins and several outputs. Mathematics
 * does not belong here: it is in the library, and these classes only call it.
 */
@NullMarked
package io.crema.examples;

import org.jspecify.annotations.NullMarked;
