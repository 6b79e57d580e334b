package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A CSV file with an image in each line, plain or gzip, which is told by its content. */
final class CsvFile implements Closeable {

  private static final int MOST_BYTES_OF_FIRST_LINE = 1 << 24;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String source;
  private final InputStream in;
  private final byte[] firstLine;
  private final CsvLayout layout;

  private CsvFile(String source, InputStream in) throws IOException {
    this.source = source;
    this.in = in;
    this.firstLine = readFirstLine();
    this.layout = CsvLayout.of(source, firstLine);
  }

  /** Opens a file and reads its first line. */
  static CsvFile open(Path path) throws IOException {
    InputStream in = Files.newInputStream(path);
    try {
      return new CsvFile(path.toString(), inflated(in));
    } catch (ZipException | EOFException e) {
      in.close();
      DataSetException wrong =
          new DataSetException(path.toString(), "valid gzip data", "corrupt data");
      wrong.initCause(e);
      throw wrong;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream inflated(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
    buffered.reset();
    return gzip
        ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16)
        : buffered;
  }

  private byte[] readFirstLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = in.read();
    for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
      if (line.size() == MOST_BYTES_OF_FIRST_LINE) {
        throw wrong("a first line of at most %d bytes".formatted(line.size()), "a longer one");
      }
      line.write(c);
    }
    if (c == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    byte[] bytes = line.toByteArray();
    boolean marked = Arrays.equals(Arrays.copyOf(bytes, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
    bytes = marked ? Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length) : bytes;
    if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
      throw wrong("the names of columns, or a label and pixels", "an empty line");
    }
    return bytes;
  }

  private DataSetException wrong(String expected, String found) {
    return new DataSetException(source, "line 1", expected, found);
  }

  /** {@return whether there is a column of labels} */
  boolean hasLabels() {
    return layout.labelColumn().isPresent();
  }

  /**
   * {@return the shape of the images}
   *
   * @param wanted the shape they must have; if it is empty, they must be square
   */
  Shape shape(Optional<Shape> wanted) throws DataSetException {
    if (!hasLabels()) {
      throw wrong(
          "a column named label, class, target or y", "%d others".formatted(layout.columns()));
    }
    int pixels = layout.columns() - 1;
    if (wanted.isPresent()) {
      if (wanted.get().size() != pixels) {
        throw wrong(
            "a label and %d pixels for images %s".formatted(wanted.get().size(), wanted.get()),
            "%d columns".formatted(layout.columns()));
      }
      return wanted.get();
    }
    int side = (int) Math.sqrt(pixels);
    if (pixels == 0 || side * side != pixels) {
      throw wrong(
          "a label and the pixels of a square image, such as 784, or the shape of an image as option",
          "%d columns".formatted(layout.columns()));
    }
    return Shape.of(side, side, 1);
  }

  /**
   * Reads all images.
   *
   * @param to gets the pixels
   * @param labels gets the labels
   * @return the number of each label in {@code labels}
   */
  int[] readAll(ImageSet.Builder to, CsvLabels labels) throws IOException {
    CsvFields fields = new CsvFields(source, images(), layout.header() ? 2 : 1, layout.delimiter());
    byte[] image = new byte[layout.columns() - 1];
    int[] numbers = new int[16];
    int count = 0;
    while (fields.next()) {
      numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
      numbers[count++] = readLine(fields, image, labels);
      to.add(image, 1);
    }
    if (count == 0) {
      throw new DataSetException(source, "a line for each image", "none");
    }
    return Arrays.copyOf(numbers, count);
  }

  /** The lines of images, of which the first may be read already. */
  private InputStream images() {
    return layout.header()
        ? in
        : new SequenceInputStream(
            new SequenceInputStream(
                new ByteArrayInputStream(firstLine), new ByteArrayInputStream(new byte[] {'\n'})),
            in);
  }

  /** Reads a line from its first field on, which is the next; returns the number of the label. */
  private int readLine(CsvFields fields, byte[] image, CsvLabels labels) throws IOException {
    int labelColumn = layout.labelColumn().orElseThrow();
    int label = 0;
    int pixels = 0;
    for (int column = 1; ; column++) {
      if (column == labelColumn) {
        label = readLabel(fields, labels);
      } else if (column <= layout.columns()) {
        image[pixels++] = (byte) fields.pixel();
      }
      if (fields.isLastOfLine() || column > layout.columns()) {
        requireColumns(fields, column);
        return label;
      }
      fields.next();
    }
  }

  private void requireColumns(CsvFields fields, int found) throws DataSetException {
    if (found != layout.columns()) {
      throw new DataSetException(
          source,
          "line " + fields.line(),
          "%d columns, as in line 1".formatted(layout.columns()),
          found > layout.columns() ? "more" : String.valueOf(found));
    }
  }

  private int readLabel(CsvFields fields, CsvLabels labels) throws IOException {
    String label = fields.text();
    ClassNamesFile.requireName(source + ": " + fields.place(), label);
    int number = labels.number(label);
    if (number >= ImageSet.MAX_CLASSES) {
      throw fields.wrong("at most %d different labels".formatted(ImageSet.MAX_CLASSES), "more");
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
