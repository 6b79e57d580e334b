package io.crema.vision.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A folder that holds no data set of pictures. */
public final class PictureFolderException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What was left out of the folder and why. */
  private final transient FolderReport report;

  /**
   * Creates an exception.
   *
   * @param folder the folder
   * @param problem what is wrong with it
   * @param report what was left out of it and why
   */
  PictureFolderException(Path folder, String problem, FolderReport report) {
    super(ClassFolder.printable(folder + ": " + problem));
    this.report = report;
  }

  /** {@return what was left out of the folder and why} */
  public FolderReport report() {
    return report;
  }
}
