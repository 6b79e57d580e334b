package io.crema.vision.picture;

import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Parts of byte arrays, one behind the other, as a stream to decode from.
 *
 * <p>Of a file only what the pixels need is handed on: no comments, profiles, thumbnails or later
 * pictures, which a hostile file can make endless. Nothing is copied and no file is cached.
 */
final class ByteSlices extends ImageInputStreamImpl {

  /** A part of an array. */
  private static final class Slice {

    private final byte[] array;

    /** The position of its first byte in the array. */
    private final int from;

    private final int length;

    /** The position of its first byte in the stream. */
    private final long start;

    private Slice(byte[] array, int from, int length, long start) {
      this.array = array;
      this.from = from;
      this.length = length;
      this.start = start;
    }

    private long end() {
      return start + length;
    }
  }

  private final List<Slice> slices = new ArrayList<>();
  private int current;

  /** Appends the bytes of an array from one position to before another. */
  void append(byte[] array, int from, int to) {
    if (from >= to) {
      return;
    }
    Slice last = slices.isEmpty() ? null : slices.get(slices.size() - 1);
    if (last != null && last.array == array && last.from + last.length == from) {
      slices.set(slices.size() - 1, new Slice(array, last.from, to - last.from, last.start));
    } else {
      slices.add(new Slice(array, from, to - from, length()));
    }
  }

  void append(byte[] array) {
    append(array, 0, array.length);
  }

  void append(ByteSlices others) {
    others.slices.forEach(s -> append(s.array, s.from, s.from + s.length));
  }

  @Override
  public long length() {
    return slices.isEmpty() ? 0 : slices.get(slices.size() - 1).end();
  }

  @Override
  public int read() {
    bitOffset = 0;
    if (streamPos >= length()) {
      return -1;
    }
    Slice slice = slice();
    return slice.array[slice.from + (int) (streamPos++ - slice.start)] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int count) {
    bitOffset = 0;
    if (streamPos >= length()) {
      return count == 0 ? 0 : -1;
    }
    Slice slice = slice();
    int read = (int) Math.min(count, slice.end() - streamPos);
    System.arraycopy(slice.array, slice.from + (int) (streamPos - slice.start), to, offset, read);
    streamPos += read;
    return read;
  }

  /** {@return the slice with the position of the stream, which must be before its end} */
  private Slice slice() {
    Slice slice = slices.get(current);
    if (streamPos >= slice.start && streamPos < slice.end()) {
      return slice;
    }
    int low = 0;
    int high = slices.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (streamPos < slices.get(middle).end()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    current = low;
    return slices.get(low);
  }

  /** Lets go of the arrays: until the stream is finalized they would stay in memory. */
  @Override
  public void close() {
    slices.clear();
    current = 0;
  }
}
