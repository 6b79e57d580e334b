package io.crema.nn.io;

import io.crema.core.file.ReplacingFile;
import io.crema.core.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The safetensors file format, as published by Hugging Face: named tensors and text metadata.
 *
 * <pre>
 * 8 bytes   N, the length of the header, little-endian
 * N bytes   the header, JSON in UTF-8, beginning with {, filled up with spaces:
 *           {"__metadata__": {"key": "text"},
 *            "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
 * the rest  the values, little-endian and row-major; data_offsets count from here
 * </pre>
 *
 * <p>The values of the tensors follow each other without holes and fill the file. Tensors are read
 * as floats: F32, F16, BF16, BOOL (false is 0, true is 1) and integers of up to 64 bits exactly,
 * F64 rounded to the nearest float. A tensor of another type, or with an axis of length 0, which
 * {@link io.crema.core.tensor.Shape} does not have, is refused where it is asked for.
 */
public final class Safetensors {

  /** The longest header in bytes, read or written: {@value}. */
  public static final int MAX_HEADER_BYTES = 1 << 20;

  /** The most axes of a tensor, read or written: {@value}. */
  public static final int MAX_RANK = 32;

  /** What a reader may let pass. */
  public enum ReadOption {
    /** Values that are infinite or not a number are read as they are. */
    ALLOW_NON_FINITE
  }

  /** How a file is written. */
  public enum WriteOption {
    /**
     * Values that are infinite or not a number are written; they are read only if allowed there.
     */
    ALLOW_NON_FINITE,

    /**
     * Values take two bytes each, not four: rounded to the nearest number of 11 significant bits,
     * of two equally near to the even one; below 2<sup>-14</sup> to a multiple of 2<sup>-24</sup>.
     */
    F16
  }

  private Safetensors() {}

  /**
   * Reads a file. Takes as much memory as its values as floats, which is the length of the file, or
   * up to four times that if they are of fewer bytes, and a little; nothing that a header claims
   * beyond that.
   *
   * @param path the file
   * @param options what to let pass
   * @return its tensors and metadata
   * @throws SafetensorsException as {@link #read(Path, Predicate, ReadOption...)}
   * @throws IOException if the file cannot be read
   */
  public static SafetensorsFile read(Path path, ReadOption... options) throws IOException {
    return read(path, name -> true, options);
  }

  /**
   * Reads some of the tensors of a file.
   *
   * @param path the file
   * @param names tells the names of the tensors to read; the others are skipped
   * @param options what to let pass
   * @return these tensors and the metadata
   * @throws SafetensorsException if the file breaks a rule of the format; if a tensor to read is of
   *     type U64, C64 or of less than a byte, or has an axis of length 0; if it has an integer that
   *     no float equals; or if it has an infinite or not-a-number value and no option allows it
   * @throws IOException if the file cannot be read
   */
  public static SafetensorsFile read(Path path, Predicate<String> names, ReadOption... options)
      throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "expected a file, found a directory");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      SafetensorsSource source =
          new SafetensorsSource(path.toString(), Channels.newInputStream(channel), channel.size());
      return new SafetensorsReader(source, names, options).read();
    }
  }

  /**
   * Reads a stream to its end, such as that of a resource on the class path. As its length is not
   * known, memory grows with what it delivers, to at most three times its values as floats.
   *
   * @param name what the stream is called in messages
   * @param in the bytes of a file. Left open.
   * @param options what to let pass
   * @return its tensors and metadata
   * @throws SafetensorsException as for a file
   * @throws IOException if the stream cannot be read
   */
  public static SafetensorsFile read(String name, InputStream in, ReadOption... options)
      throws IOException {
    SafetensorsSource source = new SafetensorsSource(name, in, SafetensorsSource.UNKNOWN);
    return new SafetensorsReader(source, tensor -> true, options).read();
  }

  /**
   * Writes a file, in place of one that may be there. It appears whole or not at all: it is written
   * beside its path under another name, forced to disk, and moved. If anything fails, the old file
   * stays as it was.
   *
   * <p>The same tensors and metadata give the same bytes: both are sorted by name, whatever the
   * order of the maps, and the header is filled up with spaces to a multiple of 8 bytes.
   *
   * @param path the file; a symbolic link is replaced, not followed
   * @param tensors the tensors by name. Not modified.
   * @param metadata any texts by key; left out of the file if empty. Not modified.
   * @param options how to write it; without any, values are F32
   * @throws IllegalArgumentException if {@link #read(Path, ReadOption...)} would refuse the file: a
   *     value is infinite or not a number and no option allows it or, as {@link WriteOption#F16},
   *     at least 65,520, a tensor has more than {@link #MAX_RANK} axes or is called {@code
   *     __metadata__}, a text is not valid Unicode, or the header is longer than {@link
   *     #MAX_HEADER_BYTES}
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Path path, Map<String, Tensor> tensors, Map<String, String> metadata, WriteOption... options)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter(tensors, metadata, options);
    try (ReplacingFile file = ReplacingFile.open(path)) {
      writer.writeTo(file);
      file.commit();
    }
  }

  /**
   * Writes a file to a stream. The bytes are those of {@link #write(Path, Map, Map,
   * WriteOption...)}.
   *
   * @param out the stream. Not closed.
   * @param tensors the tensors by name. Not modified.
   * @param metadata any texts by key; left out of the file if empty. Not modified.
   * @param options how to write it; without any, values are F32
   * @throws IllegalArgumentException as for a file, before the first byte
   * @throws IOException if the stream cannot be written
   */
  public static void write(
      OutputStream out,
      Map<String, Tensor> tensors,
      Map<String, String> metadata,
      WriteOption... options)
      throws IOException {
    new SafetensorsWriter(tensors, metadata, options).writeTo(Channels.newChannel(out));
  }
}
