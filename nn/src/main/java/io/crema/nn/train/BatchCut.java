package io.crema.nn.train;

import io.crema.nn.model.Model;
import io.crema.nn.model.Workspace;

/**
 * How a batch is cut into parts, which threads take one each, and these into groups of samples that
 * go through the layers together. It follows from batch and network alone.
 *
 * @param group most samples of a group
 * @param even whether all groups of a batch have the same number of samples but for one, as layers
 *     ask whose results depend on their group; else the last group of a part has what is left
 */
record BatchCut(int group, boolean even) {

  static BatchCut of(Model model) {
    int wanted = model.network().groupSize();
    return wanted > 0
        ? new BatchCut(wanted, true)
        : new BatchCut(Workspace.maxSamples(model), false);
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

  /** First sample of a part, or for the number of parts that behind the last. */
  int first(int batch, int part) {
    if (even) {
      return share(batch, share(evenGroups(batch), part, parts(batch)), evenGroups(batch));
    }
    return share(batch, part, parts(batch));
  }

  /**
   * Sample behind the group that begins at a sample.
   *
   * @param end that behind the part
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
