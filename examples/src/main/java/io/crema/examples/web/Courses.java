package io.crema.examples.web;

import io.crema.core.data.LabelledSamples;
import io.crema.nn.graph.Network;
import io.crema.nn.train.Trainer;
import java.util.List;

/** The networks that can be trained, and how. */
public interface Courses {

  /** {@return the names of the networks} */
  List<String> networks();

  /**
   * {@return the settings that suit a network}
   *
   * @param network one of {@link #networks()}
   */
  TrainingSettings standard(String network);

  /**
   * {@return a network without weights}
   *
   * @param name one of {@link #networks()}
   */
  Network network(String name);

  /**
   * {@return a trainer that does as the settings say}
   *
   * @param settings within their limits
   */
  Trainer trainer(TrainingSettings settings);

  /**
   * {@return the images as a network learns from them, distorted or not}
   *
   * @param network one of {@link #networks()}
   * @param images the undistorted ones
   */
  LabelledSamples distorted(String network, LabelledSamples images);
}
