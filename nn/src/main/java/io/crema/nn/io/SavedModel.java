package io.crema.nn.io;

import io.crema.nn.model.Model;

/**
 * What a model file holds.
 *
 * @param model the network with its weights
 * @param record where it comes from
 */
public record SavedModel(Model model, TrainingRecord record) {}
