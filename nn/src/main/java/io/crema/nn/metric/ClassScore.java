package io.crema.nn.metric;

/**
 * How well one class is told from the others; or a mean of that over the classes.
 *
 * <p>A quotient 0/0 counts as 0, as in scikit-learn: the precision of a class that is never
 * predicted, the recall of a class without images, the F1 of a class that is neither.
 *
 * @param precision of the images predicted to be of the class, the share that are: 0 to 1
 * @param recall of the images of the class, the share predicted to be: 0 to 1
 * @param f1 the harmonic mean of precision and recall: 0 to 1
 * @param support the number of images of the class; in a mean, of all classes
 */
public record ClassScore(double precision, double recall, double f1, int support) {

  static ClassScore of(int hits, int predicted, int support) {
    return new ClassScore(
        ratio(hits, predicted),
        ratio(hits, support),
        ratio(2.0 * hits, (double) predicted + support),
        support);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
