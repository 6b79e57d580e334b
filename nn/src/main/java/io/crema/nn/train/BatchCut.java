package io.crema.nn.train;

/**
 * How a batch is cut into parts, which threads take one at a time, and these into groups of samples
 * that go through the layers together. It follows from the batch and the network alone.
 *
 * @param group largest number of samples in a group
 * @param even whether all groups of a batch have the same number of samples but for one, as layers
 *     need whose results depend on their group; otherwise the last group of a part has what is left
 */
record BatchCut(int group, boolean even) {

  /**
   * {@return the cut for a network}
   *
   * @param groupSize samples that its layers process together; 0 if they do not care
   * @param batchWide whether layers work over whole batches instead
   * @param samplesTogether samples of a group if no layer asks for groups
   */
  static BatchCut of(int groupSize, boolean batchWide, int samplesTogether) {
    return groupSize > 0 && !batchWide
        ? new BatchCut(groupSize, true)
        : new BatchCut(samplesTogether, false);
  }

  int parts(int batch) {
    return TrainingStep.partsOf(batch, group);
  }

  /** Number of groups in all parts. */
  int groups(int batch) {
    int groups = 0;
    for (int part = 0; part < parts(batch); part++) {
      int end = first(batch, part + 1);
      for (int at = first(batch, part); at < end; at = groupEnd(batch, at, end)) {
        groups++;
      }
    }
    return groups;
  }

  /** First sample of a part; for the number of parts, the number of samples. */
  int first(int batch, int part) {
    if (even) {
      return share(batch, share(evenGroups(batch), part, parts(batch)), evenGroups(batch));
    }
    return share(batch, part, parts(batch));
  }

  /**
   * End, exclusive, of the group that begins at a sample.
   *
   * @param end end of the part, exclusive
   */
  int groupEnd(int batch, int at, int end) {
    if (!even) {
      return Math.min(at + group, end);
    }
    int groups = evenGroups(batch);
    int index = (int) (((long) at * groups + batch - 1) / batch);
    return share(batch, index + 1, groups);
  }

  private int evenGroups(int batch) {
    return (batch + group - 1) / group;
  }

  private static int share(int all, int part, int parts) {
    return (int) ((long) all * part / parts);
  }
}
