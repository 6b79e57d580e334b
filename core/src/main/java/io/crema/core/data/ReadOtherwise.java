package io.crema.core.data;

import io.crema.core.tensor.Shape;
import java.util.List;
import java.util.function.Supplier;

/**
 * Samples that are learnt from by other readers.
 *
 * @param samples what is read everywhere else
 * @param readers makes a reader for each thread of a training
 */
record ReadOtherwise(LabelledSamples samples, Supplier<TrainingReader> readers)
    implements LabelledSamples {

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Shape inputShape() {
    return samples.inputShape();
  }

  @Override
  public List<Shape> inputShapes() {
    return samples.inputShapes();
  }

  @Override
  public int classes() {
    return samples.classes();
  }

  @Override
  public List<String> classNames() {
    return samples.classNames();
  }

  @Override
  public int label(int index) {
    return samples.label(index);
  }

  @Override
  public void readInput(int index, float[] to, int offset) {
    samples.readInput(index, to, offset);
  }

  @Override
  public TrainingReader trainingReader() {
    return readers.get();
  }
}
