/**
 * The commands of {@code digits.jar}, which train, evaluate and use digit recognizers: {@link
 * io.crema.examples.cli.Digits} and its subcommands, each a main class of its own.
 *
 * <p>Options, progress lines, JSON lines and the writing of files belong here; reading pictures,
 * reports and the page have packages of their own, which know nothing of the commands.
 */
@NullMarked
package io.crema.examples.cli;

import org.jspecify.annotations.NullMarked;
