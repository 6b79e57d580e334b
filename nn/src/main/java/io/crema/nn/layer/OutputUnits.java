package io.crema.nn.layer;

/**
 * The output units, such as filters, that the values of weights belong to: weights are {@code
 * [rows, count, length]}, with the values of one unit in all rows.
 *
 * @param count number of units
 * @param length consecutive values of a unit in a row
 */
public record OutputUnits(int count, int length) {}
