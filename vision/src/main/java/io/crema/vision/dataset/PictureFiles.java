package io.crema.vision.dataset;

import io.crema.core.parallel.Workers;
import io.crema.vision.picture.PictureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Picture files that are read on the workers, with results in their order.
 *
 * @param list the files
 * @param workers the threads that read
 */
record PictureFiles(List<Path> list, Workers workers) {

  /**
   * What came of a file.
   *
   * @param value what was read, or {@code null} if it could not be
   * @param reason why not, without the name of the file
   */
  record Outcome<T>(@Nullable T value, String reason) {}

  /** What is read of a file. */
  interface Step<T> {
    T read(Path file) throws IOException;
  }

  int size() {
    return list.size();
  }

  /** {@return what came of the files from one position to before another} */
  <T> List<Outcome<T>> read(int from, int to, Step<T> step) {
    AtomicReferenceArray<Outcome<T>> read = new AtomicReferenceArray<>(to - from);
    workers.run(to - from, (i, slot) -> read.set(i, outcome(list.get(from + i), step)));
    List<Outcome<T>> outcomes = new ArrayList<>(to - from);
    for (int i = 0; i < to - from; i++) {
      outcomes.add(read.get(i));
    }
    return outcomes;
  }

  private static <T> Outcome<T> outcome(Path file, Step<T> step) {
    try {
      return new Outcome<>(step.read(file), "");
    } catch (PictureException e) {
      return new Outcome<>(null, e.problem());
    } catch (IOException e) {
      return new Outcome<>(null, FolderListing.reason(e));
    }
  }
}
