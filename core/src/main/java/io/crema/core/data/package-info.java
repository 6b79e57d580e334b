/**
 * What a network learns from and is scored on, one sample at a time: {@link Samples} and, with
 * class numbers, {@link LabelledSamples}. What training reads afresh in every epoch comes through a
 * {@link TrainingReader}, as that of {@link Mixup}.
 *
 * <p>Readers of data sets implement these interfaces and training consumes them, so neither side
 * knows the other. File formats do not belong here.
 */
@NullMarked
package io.crema.core.data;

import org.jspecify.annotations.NullMarked;
