package io.crema.vision.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An array in a file or archive.
 *
 * @param key its name in the archive, or that of its file
 * @param source its name for messages
 * @param header what it says of itself; its data has the right length
 * @param opener opens the file, before its header
 */
record NpyArray(String key, String source, NpyHeader header, Opener opener) {

  /** Opens a file from its start, any number of times. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * {@return an array after its header is read and its length compared}
   *
   * @param length the length of the file in bytes
   */
  static NpyArray of(String key, String source, long length, Opener opener) throws IOException {
    NpyHeader header;
    try (InputStream in = new BufferedInputStream(opener.open())) {
      header = NpyHeader.read(source, in);
    }
    long data = length - header.headerBytes();
    if (data != header.dataBytes()) {
      throw new DataSetException(
          source, "%d bytes of data for %s".formatted(header.dataBytes(), header), "" + data);
    }
    return new NpyArray(key, source, header, opener);
  }

  /** {@return a reader of the values} */
  NpyReader read() throws IOException {
    return new NpyReader(this);
  }

  int rank() {
    return header.dims().length;
  }

  /** {@return the length of the first axis} */
  int count() {
    return header.dims()[0];
  }

  /** {@return the name and what the array is, for messages} */
  @Override
  public String toString() {
    return key + " " + header;
  }
}
