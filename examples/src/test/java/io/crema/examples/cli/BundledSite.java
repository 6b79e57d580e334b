package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.web.Site;
import java.io.IOException;
import java.nio.file.Path;

/** The site of the bundled model, as the command serves it. */
public final class BundledSite {

  private BundledSite() {}

  /** {@return the bundled model and MNIST} */
  public static Site load(Workers workers) throws IOException {
    return Serve.site(null, workers);
  }

  /** {@return what is served with a model file} */
  public static Site load(Path modelFile, Workers workers) throws IOException {
    return Serve.site(modelFile, workers);
  }
}
