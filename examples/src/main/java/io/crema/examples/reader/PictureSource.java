package io.crema.examples.reader;

import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A picture that somebody asked for.
 *
 * @param label what to call it in answers
 * @param file its name, for names of what is made of it
 * @param content reads it
 */
public record PictureSource(String label, Path file, Content content) {

  /** Stands for standard input on a command line: {@value}. */
  static final String STANDARD_INPUT = "-";

  private static final Set<String> ENDS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** Reads a picture from where it is. */
  public interface Content {

    /** {@return the picture in grey, as it is searched for digits} */
    GreyImage read() throws IOException;

    /** {@return the picture as input of a model} */
    Picture read(PicturePreparation preparation) throws IOException;
  }

  /** A picture in a file. */
  private record InFile(Path file) implements Content {

    @Override
    public GreyImage read() throws IOException {
      return PictureReader.read(file);
    }

    @Override
    public Picture read(PicturePreparation preparation) throws IOException {
      return PictureReader.read(file, preparation);
    }
  }

  /** A picture in a stream, of which it is read once. */
  private record InStream(InputStream in) implements Content {

    private static final String NAME = "standard input";

    @Override
    public GreyImage read() throws IOException {
      return PictureReader.read(NAME, bytes());
    }

    @Override
    public Picture read(PicturePreparation preparation) throws IOException {
      return PictureReader.read(NAME, bytes(), preparation);
    }

    private byte[] bytes() throws IOException {
      return in.readNBytes(PictureReader.MAX_BYTES + 1);
    }
  }

  /**
   * {@return what a word on a command line stands for: a file, standard input, or the pictures of a
   * directory in the order of their names, without those of directories in it}
   *
   * @param word the word
   * @param in standard input
   * @throws IOException if it is a directory that has no pictures or cannot be read
   */
  public static List<PictureSource> of(Path word, InputStream in) throws IOException {
    if (word.toString().equals(STANDARD_INPUT)) {
      return List.of(
          new PictureSource(STANDARD_INPUT, Path.of("standard-input"), new InStream(in)));
    }
    return Files.isDirectory(word) ? inDirectory(word) : List.of(of(word));
  }

  private static PictureSource of(Path file) {
    return new PictureSource(file.toString(), file, new InFile(file));
  }

  private static List<PictureSource> inDirectory(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<PictureSource> pictures =
          entries
              .filter(entry -> hasPictureName(entry) && Files.isRegularFile(entry))
              .sorted(Comparator.comparing(entry -> String.valueOf(entry.getFileName())))
              .map(PictureSource::of)
              .toList();
      if (pictures.isEmpty()) {
        throw new IOException(
            directory + ": expected pictures (PNG, JPEG, GIF, BMP) in the directory, found none");
      }
      return pictures;
    }
  }

  /** Directories have notes, thumbnails and hidden files beside pictures. */
  private static boolean hasPictureName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
