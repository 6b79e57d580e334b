/**
 * What Crema costs: one JMH benchmark class for each question, from the multiply-add peak of the
 * machine ({@link FmaPeak}) over single kernels to a whole training step ({@link TrainStep}), and
 * {@link Suite}, which runs them; {@link PercentOfPeak} and {@link PeakChart} relate the results to
 * the peak of the same run.
 *
 * <p>Every benchmark proves in its set-up that what it is about to measure computes the right
 * values. Tests and pass marks do not belong here.
 */
@NullMarked
package io.crema.benchmarks;

import org.jspecify.annotations.NullMarked;
