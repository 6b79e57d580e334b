package io.crema.vision.dataset;

import io.crema.core.tensor.Tensor;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Goes through a set from front to back, some images at a time. */
final class BatchIterator implements Iterator<ImageSet.Batch> {

  private final ImageSet images;
  private final int batchSize;
  private int next;

  BatchIterator(ImageSet images, int batchSize) {
    this.images = images;
    this.batchSize = batchSize;
  }

  @Override
  public boolean hasNext() {
    return next < images.size();
  }

  @Override
  public ImageSet.Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("%d images, no more batches".formatted(images.size()));
    }
    int n = Math.min(batchSize, images.size() - next);
    Tensor inputs = Tensor.zeros(images.inputShape().withBatch(n));
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      images.readInput(next + i, inputs.array(), i * images.inputShape().size());
      labels[i] = images.label(next + i);
    }
    next += n;
    return new ImageSet.Batch(inputs, labels);
  }
}
