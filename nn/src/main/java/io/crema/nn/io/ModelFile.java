package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.io.Safetensors.ReadOption;
import io.crema.nn.io.Safetensors.WriteOption;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Saves and loads models: one safetensors file with the parameters by name and, as JSON in its
 * metadata, the architecture, the training record, class names and the preparation of inputs.
 *
 * <pre>{@code
 * ModelFile.save(Path.of("model.safetensors"), model, TrainingRecord.EMPTY.with("seed", "7"));
 * Model loaded = ModelFile.load(Path.of("model.safetensors")).model();
 * }</pre>
 */
public final class ModelFile {

  /** The version of the layout that this library writes: {@value}. It reads version 1, too. */
  public static final String FORMAT = "2";

  private static final String OLD_FORMAT = "1";

  private static final String FORMAT_KEY = "crema.format";
  private static final String NETWORK_KEY = "crema.network";
  private static final String RECORD_KEY = "crema.record";
  private static final String CLASSES_KEY = "crema.classes";
  private static final String PREPARATION_KEY = "crema.preparation";

  private ModelFile() {}

  /**
   * Saves a model of the standard layers. The file appears whole or not at all; an existing one
   * stays until then.
   *
   * @param file where to save it
   * @param model the model
   * @param record where it comes from
   * @param options how to write values, such as {@link WriteOption#F16} for half the length
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if a weight is not finite or too large for the option, or a
   *     layer is no standard one
   */
  public static void save(Path file, Model model, TrainingRecord record, WriteOption... options)
      throws IOException {
    SaveOptions all = SaveOptions.DEFAULT;
    for (WriteOption option : options) {
      all = all.with(option);
    }
    save(file, new SavedModel(model, record), all);
  }

  /**
   * Saves a model with all that belongs to it. The file appears whole or not at all; an existing
   * one stays until then.
   *
   * @param file where to save it
   * @param model the model, its record, class names and preparation
   * @param options how to write it
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if a weight is not finite or too large for the options, or a
   *     layer could not be loaded again with {@link SaveOptions#layerTypes}
   */
  public static void save(Path file, SavedModel model, SaveOptions options) throws IOException {
    Safetensors.write(
        file, tensors(model), metadata(model, options.layerTypes()), writeOptions(options));
  }

  /**
   * Writes a model with all that belongs to it to a stream.
   *
   * @param out the stream. Not closed.
   * @param model the model, its record, class names and preparation
   * @param options how to write it
   * @throws IOException if writing fails
   * @throws IllegalArgumentException as for a file
   */
  public static void save(OutputStream out, SavedModel model, SaveOptions options)
      throws IOException {
    Safetensors.write(
        out, tensors(model), metadata(model, options.layerTypes()), writeOptions(options));
  }

  /**
   * {@return the bytes of a model file}
   *
   * @param model the model, its record, class names and preparation
   * @param options how to write it
   * @throws IllegalArgumentException as for a file
   */
  public static byte[] toBytes(SavedModel model, SaveOptions options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      save(bytes, model, options);
    } catch (IOException e) {
      throw new UncheckedIOException("writes into memory", e);
    }
    return bytes.toByteArray();
  }

  private static WriteOption[] writeOptions(SaveOptions options) {
    return options.writeOptions().toArray(WriteOption[]::new);
  }

  private static Map<String, Tensor> tensors(SavedModel saved) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : saved.model().parameters()) {
      tensors.put(parameter.name(), parameter.value());
    }
    return tensors;
  }

  private static Map<String, String> metadata(SavedModel saved, LayerTypes types)
      throws IOException {
    Network network = saved.model().network();
    for (Node node : network.nodes()) {
      node.operator().ifPresent(operator -> requireLoadable(node.name(), operator, types));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT_KEY, FORMAT);
    metadata.put(NETWORK_KEY, NetworkJson.write(network));
    metadata.put(RECORD_KEY, ModelJson.write(saved.record()));
    if (!saved.classNames().isEmpty()) {
      metadata.put(CLASSES_KEY, ModelJson.write(saved.classNames()));
    }
    if (!saved.preparation().equals(InputPreparation.NONE)) {
      metadata.put(PREPARATION_KEY, ModelJson.write(saved.preparation()));
    }
    return metadata;
  }

  /** Refuses now what would be refused, or be another layer, when the file is loaded. */
  private static void requireLoadable(String node, Operator operator, LayerTypes types) {
    String what = "node %s: %s".formatted(node, operator);
    if (!types.names().contains(operator.type())) {
      throw new IllegalArgumentException(
          "%s: expected a registered type, got %s, which could not be loaded again; pass"
                  .formatted(what, operator.type())
              + " SaveOptions.DEFAULT.layerTypes(LayerTypes.standard().with(type, maker))");
    }
    requireInnerLoadable(node, operator.config().values().values(), types);
    Operator loaded = types.make(operator.type(), operator.config());
    boolean same =
        loaded.equals(operator)
            || (loaded.getClass() == operator.getClass()
                && loaded.config().equals(operator.config()));
    if (!same) {
      throw new IllegalArgumentException(
          "%s: expected a layer that is made again from its type %s and config %s, got %s"
              .formatted(what, operator.type(), operator.config(), loaded));
    }
  }

  /** The operators in a configuration. */
  private static void requireInnerLoadable(String node, Collection<?> values, LayerTypes types) {
    for (Object value : values) {
      if (value instanceof Operator inner) {
        requireLoadable(node, inner, types);
      } else if (value instanceof List<?> list) {
        requireInnerLoadable(node, list, types);
      }
    }
  }

  /**
   * Loads a model of the standard layers.
   *
   * @param file where it was saved
   * @return the model and all that belongs to it
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the path, expected and found
   */
  public static SavedModel load(Path file) throws IOException {
    return load(file, LoadOptions.DEFAULT);
  }

  /**
   * Loads a model.
   *
   * @param file where it was saved
   * @param options what it may hold
   * @return the model and all that belongs to it
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the path, expected and found
   */
  public static SavedModel load(Path file, LoadOptions options) throws IOException {
    return model(file.toString(), Safetensors.read(file, readOptions(options)), options);
  }

  /**
   * Loads a model of the standard layers from a stream, such as a class-path resource.
   *
   * @param name what to call the stream in messages
   * @param in read to its end, not closed
   * @return the model and all that belongs to it
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the name, expected and found
   * @throws IllegalArgumentException if the stream is null, as for a resource that does not exist
   */
  public static SavedModel load(String name, InputStream in) throws IOException {
    return load(name, in, LoadOptions.DEFAULT);
  }

  /**
   * Loads a model from a stream.
   *
   * @param name what to call the stream in messages
   * @param in read to its end, not closed
   * @param options what it may hold
   * @return the model and all that belongs to it
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the name, expected and found
   * @throws IllegalArgumentException if the stream is null, as for a resource that does not exist
   */
  public static SavedModel load(String name, InputStream in, LoadOptions options)
      throws IOException {
    requireStream(name, in);
    return model(name, Safetensors.read(name, in, readOptions(options)), options);
  }

  private static void requireStream(String name, @Nullable InputStream in) {
    if (in == null) {
      throw new IllegalArgumentException(
          "%s: expected a stream, got null; getResourceAsStream gives that for a resource that does"
                  .formatted(name)
              + " not exist");
    }
  }

  private static ReadOption[] readOptions(LoadOptions options) {
    return options.allowNonFinite()
        ? new ReadOption[] {ReadOption.ALLOW_NON_FINITE}
        : new ReadOption[0];
  }

  private static SavedModel model(String source, SafetensorsFile file, LoadOptions options)
      throws IOException {
    String format = metadata(source, file, FORMAT_KEY);
    if (!format.equals(FORMAT) && !format.equals(OLD_FORMAT)) {
      throw wrong(source, FORMAT_KEY, OLD_FORMAT + " or " + FORMAT, format, null);
    }
    String what = NETWORK_KEY;
    try {
      String json = metadata(source, file, NETWORK_KEY);
      Network network =
          format.equals(FORMAT)
              ? NetworkJson.read(json, options.layerTypes())
              : OldNetworkJson.read(json, options.layerTypes());
      requireSmall(network, options.maxActivationBytes());
      what = RECORD_KEY;
      TrainingRecord record = ModelJson.readRecord(metadata(source, file, RECORD_KEY));
      what = CLASSES_KEY;
      List<String> classes = ModelJson.readTexts(file.metadata().get(CLASSES_KEY));
      what = PREPARATION_KEY;
      InputPreparation preparation =
          ModelJson.readPreparation(file.metadata().get(PREPARATION_KEY));
      what = "parameters";
      Model model = Model.restore(network, file.tensors());
      return new SavedModel(model, record, classes, preparation);
    } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
      throw wrong(source, what, "what this library writes", e.getMessage(), e);
    }
  }

  private static void requireSmall(Network network, long maxBytes) {
    long bytes = network.activationBytes();
    if (bytes > maxBytes) {
      throw new IllegalArgumentException(
          "activations of %d bytes for one input, more than the %d that LoadOptions allow"
              .formatted(bytes, maxBytes));
    }
  }

  private static String metadata(String source, SafetensorsFile file, String key)
      throws SafetensorsException {
    String value = file.metadata().get(key);
    if (value == null) {
      throw wrong(source, key, "a text in the metadata", "none: not a model saved by Crema", null);
    }
    return value;
  }

  private static SafetensorsException wrong(
      String source,
      String subject,
      String expected,
      @Nullable String found,
      @Nullable Exception cause) {
    return new SafetensorsException(
        source, Long.BYTES, subject, expected, String.valueOf(found), cause);
  }
}
