package io.crema.nn.io;

import io.crema.core.file.ReplacingFile;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.io.Safetensors.ReadOption;
import io.crema.nn.io.Safetensors.WriteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Saves and loads the state of a training: a safetensors file with a checksum of its content.
 *
 * <p>The last two are kept: the newest at its path, the one before it at that path and {@code .1}.
 * Whatever happens while a file is written, one of them is whole.
 */
public final class CheckpointFile {

  /** The version of the layout that this library writes, and the only one that it reads. */
  public static final String FORMAT = "2";

  private static final String FORMAT_KEY = "crema.checkpoint";
  private static final String CHECKSUM_KEY = "crema.sha256";

  /** Longer texts are kept as tensors, one value a character: the header has a limit. */
  private static final int LONG_TEXT = 1_000;

  private static final String LONG_TEXT_PREFIX = "text:";

  private CheckpointFile() {}

  /**
   * Saves a state. The file appears whole or not at all; the one that was there becomes {@link
   * #previous}.
   *
   * @param file where to save it
   * @param state values may be infinite or not a number
   * @throws IOException if writing fails; both old files stay as they were
   */
  public static void write(Path file, State state) throws IOException {
    Map<String, Tensor> tensors = new TreeMap<>(state.tensors());
    Map<String, String> texts = new TreeMap<>(state.texts());
    for (Map.Entry<String, String> text : state.texts().entrySet()) {
      if (text.getValue().length() > LONG_TEXT) {
        texts.remove(text.getKey());
        tensors.put(LONG_TEXT_PREFIX + text.getKey(), LongText.tensor(text.getValue()));
      }
    }
    texts.put(FORMAT_KEY, FORMAT);
    texts.put(CHECKSUM_KEY, Checksum.sha256(tensors, texts));
    SafetensorsWriter writer = new SafetensorsWriter(tensors, texts, WriteOption.ALLOW_NON_FINITE);
    try (ReplacingFile newest = ReplacingFile.open(file)) {
      writer.writeTo(newest);
      newest.commitKeeping(previous(file));
    }
  }

  /**
   * {@return where the checkpoint before the newest is}
   *
   * @param file where the newest is
   */
  public static Path previous(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /**
   * Loads the newest state that is whole.
   *
   * @param file where it was saved
   * @return what it held; if that file is missing or damaged, what {@link #previous} holds
   * @throws IOException if neither can be read: what is wrong with the newer one
   */
  public static SavedState read(Path file) throws IOException {
    try {
      return new SavedState(readOne(file), file, Optional.empty());
    } catch (IOException damage) {
      try {
        return new SavedState(readOne(previous(file)), previous(file), Optional.of(damage));
      } catch (IOException e) {
        damage.addSuppressed(e);
        throw damage;
      }
    }
  }

  private static State readOne(Path file) throws IOException {
    SafetensorsFile content = Safetensors.read(file, ReadOption.ALLOW_NON_FINITE);
    Map<String, String> texts = new TreeMap<>(content.metadata());
    require(file, FORMAT_KEY, FORMAT, texts.get(FORMAT_KEY));
    String checksum = texts.remove(CHECKSUM_KEY);
    require(file, CHECKSUM_KEY, Checksum.sha256(content.tensors(), texts), checksum);
    texts.remove(FORMAT_KEY);
    State state = new State();
    texts.forEach(state::put);
    content.tensors().forEach((name, tensor) -> put(state, name, tensor));
    return state;
  }

  private static void require(Path file, String key, String expected, @Nullable String found)
      throws SafetensorsException {
    if (!expected.equals(found)) {
      String what = found == null ? "none: not a checkpoint saved by Crema" : Quoted.of(found);
      throw new SafetensorsException(file.toString(), Long.BYTES, key, expected, what);
    }
  }

  private static void put(State state, String name, Tensor tensor) {
    if (name.startsWith(LONG_TEXT_PREFIX)) {
      state.put(name.substring(LONG_TEXT_PREFIX.length()), LongText.of(tensor));
    } else {
      state.put(name, tensor);
    }
  }

  /**
   * {@return an architecture as a checkpoint notes it, to compare}
   *
   * @param network the architecture
   */
  public static String describe(Network network) {
    try {
      return NetworkJson.write(network);
    } catch (IOException e) {
      throw new UncheckedIOException("writes into memory", e);
    }
  }
}
