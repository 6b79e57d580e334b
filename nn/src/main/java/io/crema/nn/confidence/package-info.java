/**
 * How far a classifier's probabilities can be trusted, and what can be made of them: {@link
 * io.crema.nn.confidence.TemperatureScaling} takes excess confidence off, {@link
 * io.crema.nn.confidence.ConformalSets} gives the classes that come into question, {@link
 * io.crema.nn.confidence.ConfidentLearning} finds samples that are labelled wrongly.
 *
 * <p>Counting right and wrong answers does not belong here, see {@link io.crema.nn.metric}.
 */
@NullMarked
package io.crema.nn.confidence;

import org.jspecify.annotations.NullMarked;
