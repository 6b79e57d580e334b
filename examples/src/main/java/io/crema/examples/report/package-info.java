/**
 * Reports on models: {@link io.crema.examples.report.Report} makes the files of one, charts, tables
 * and a page, from an evaluation; {@link io.crema.examples.report.ModelCard} says where a model
 * comes from.
 *
 * <p>Everything is made in memory. Commands, options and writing files do not belong here.
 */
@NullMarked
package io.crema.examples.report;

import org.jspecify.annotations.NullMarked;
