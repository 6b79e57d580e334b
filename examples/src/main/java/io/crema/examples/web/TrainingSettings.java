package io.crema.examples.web;

/**
 * How a network is trained.
 *
 * @param network its name
 * @param epochs passes over the images
 * @param batchSize images in a step
 * @param learningRate the highest one
 * @param seed of the weights, the order of the images and dropout
 * @param limit how many images to learn from
 */
public record TrainingSettings(
    String network, int epochs, int batchSize, double learningRate, long seed, int limit) {}
