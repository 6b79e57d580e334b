package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.web.Site;
import java.io.IOException;

/** What is served without options. */
public final class BundledSite {

  private BundledSite() {}

  /** {@return the bundled model and MNIST} */
  public static Site load(Workers workers) throws IOException {
    return Serve.site(null, workers);
  }
}
