package io.crema.vision.dataset;

import java.nio.file.Path;

/** A folder that holds no data set of pictures. */
public final class PictureFolderException extends DataSetException {

  private static final long serialVersionUID = 1L;

  /** What was left out of the folder and why. */
  private final transient FolderReport report;

  /**
   * Creates an exception.
   *
   * @param folder the folder
   * @param expected what should be there
   * @param found what is there
   * @param report what was left out of it and why
   */
  PictureFolderException(Path folder, String expected, String found, FolderReport report) {
    super(folder.toString(), expected, found);
    this.report = report;
  }

  /** {@return what was left out of the folder and why} */
  public FolderReport report() {
    return report;
  }
}
