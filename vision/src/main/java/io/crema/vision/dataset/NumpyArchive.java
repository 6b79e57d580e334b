package io.crema.vision.dataset;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The arrays of an NPZ file, or of the NPY and NPZ files of a directory. */
final class NumpyArchive implements Closeable {

  /** Deflate makes data at most about 1,000 times shorter; images of digits about 6 times. */
  private static final int MOST_EXPANSION = 200;

  /** Arrays up to this size may be shortened in any way. */
  private static final long ANY_EXPANSION_BYTES = 1 << 24;

  private static final int MOST_ENTRIES = 1000;
  private static final String NPY = ".npy";
  private static final String NPZ = ".npz";

  private final List<ZipFile> open = new ArrayList<>();
  private final List<NpyArray> arrays = new ArrayList<>();

  private NumpyArchive() {}

  /** Opens a file or the files of a directory. */
  static NumpyArchive open(Path path) throws IOException {
    NumpyArchive archive = new NumpyArchive();
    try {
      if (Files.isDirectory(path)) {
        archive.addDirectory(path);
      } else {
        archive.addZip(path);
      }
      return archive;
    } catch (IOException e) {
      archive.close();
      throw e;
    }
  }

  /** {@return the arrays, in the order of the archive or of the names of files} */
  List<NpyArray> arrays() {
    return Collections.unmodifiableList(arrays);
  }

  private void addDirectory(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(NPY)) {
        NpyArray.Opener opener = () -> Files.newInputStream(file);
        arrays.add(NpyArray.of(stem(name), file.toString(), Files.size(file), opener));
      } else if (name.endsWith(NPZ)) {
        addZip(file);
      }
    }
  }

  private static String stem(String name) {
    return name.substring(0, name.length() - NPY.length());
  }

  /** Adds the arrays of a file; that of a file with only one is known by the name of the file. */
  private void addZip(Path path) throws IOException {
    ZipFile zip = openZip(path);
    List<? extends ZipEntry> entries =
        zip.stream().filter(entry -> entry.getName().endsWith(NPY)).toList();
    if (entries.size() > MOST_ENTRIES) {
      throw new DataSetException(
          path.toString(), "at most %d arrays".formatted(MOST_ENTRIES), "" + entries.size());
    }
    for (ZipEntry entry : entries) {
      String name = stem(entries.size() == 1 ? path.getFileName() + "" : entry.getName());
      arrays.add(array(path, zip, entry, name));
    }
  }

  private ZipFile openZip(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new DataSetException(
          path.toString(), "an NPZ file", Files.exists(path) ? "no regular file" : "nothing");
    }
    try {
      ZipFile zip = new ZipFile(path.toFile());
      open.add(zip);
      return zip;
    } catch (ZipException | IllegalArgumentException e) {
      throw wrong(path.toString(), "an NPZ file", e);
    }
  }

  private static DataSetException wrong(String source, String expected, Exception cause) {
    DataSetException wrong =
        new DataSetException(
            source, expected, "no or a corrupt archive (%s)".formatted(cause.getMessage()));
    wrong.initCause(cause);
    return wrong;
  }

  private static NpyArray array(Path path, ZipFile zip, ZipEntry entry, String name)
      throws IOException {
    String source = "%s[%s]".formatted(path, stem(entry.getName()));
    long size = entry.getSize();
    long most = Math.max(ANY_EXPANSION_BYTES, MOST_EXPANSION * Files.size(path));
    if (size < 0 || size > most) {
      throw new DataSetException(
          source, "at most %d bytes out of a file of this size".formatted(most), "" + size);
    }
    try {
      return NpyArray.of(name, source, size, () -> new EntryStream(source, zip, entry));
    } catch (ZipException | EOFException e) {
      throw wrong(source, "an array", e);
    }
  }

  /** The content of an entry; at its end the checksum is compared. */
  private static final class EntryStream extends CheckedInputStream {

    private final String source;
    private final long expected;

    EntryStream(String source, ZipFile zip, ZipEntry entry) throws IOException {
      super(content(source, zip, entry), new CRC32());
      this.source = source;
      this.expected = entry.getCrc();
    }

    private static InputStream content(String source, ZipFile zip, ZipEntry entry)
        throws IOException {
      InputStream content = zip.getInputStream(entry);
      if (content == null) {
        throw new DataSetException(source, "the content of the entry", "none");
      }
      return content;
    }

    @Override
    public int read() throws IOException {
      try {
        return checked(super.read());
      } catch (ZipException | EOFException e) {
        throw wrong(source, "valid compressed data", e);
      }
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      try {
        return checked(super.read(to, offset, length));
      } catch (ZipException | EOFException e) {
        throw wrong(source, "valid compressed data", e);
      }
    }

    private int checked(int read) throws DataSetException {
      if (read < 0 && getChecksum().getValue() != expected) {
        throw new DataSetException(source, "the checksum of the archive", "another");
      }
      return read;
    }
  }

  @Override
  public void close() throws IOException {
    for (ZipFile zip : open) {
      zip.close();
    }
  }
}
