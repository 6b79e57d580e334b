/**
 * Networks for handwritten digits and trained models of them in a jar: {@link
 * io.crema.models.DigitNetworks} builds the networks, {@link io.crema.models.DigitModels} loads the
 * models. Data sets, training recipes and commands do not belong here.
 */
@NullMarked
package io.crema.models;

import org.jspecify.annotations.NullMarked;
