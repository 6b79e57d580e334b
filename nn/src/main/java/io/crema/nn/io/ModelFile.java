package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.Safetensors.ReadOption;
import io.crema.nn.io.Safetensors.WriteOption;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Saves and loads models: one safetensors file with the parameters by name and, as JSON in its
 * metadata, the architecture and the training record.
 */
public final class ModelFile {

  /** The version of the layout that this library writes, and the only one that it reads. */
  public static final String FORMAT = "1";

  private static final String FORMAT_KEY = "crema.format";
  private static final String NETWORK_KEY = "crema.network";
  private static final String RECORD_KEY = "crema.record";

  private ModelFile() {}

  /**
   * Saves a model. The file appears whole or not at all; one that was there stays until then.
   *
   * @param file where to save it
   * @param model the model
   * @param record where it comes from
   * @param options how to write it, such as {@link WriteOption#F16} for half the length
   * @throws IOException if writing fails
   * @throws IllegalArgumentException if a weight is not finite, or too large for the option
   */
  public static void save(Path file, Model model, TrainingRecord record, WriteOption... options)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters()) {
      tensors.put(parameter.name(), parameter.value());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT_KEY, FORMAT);
    metadata.put(NETWORK_KEY, ModelJson.write(model.network()));
    metadata.put(RECORD_KEY, ModelJson.write(record));
    Safetensors.write(file, tensors, metadata, options);
  }

  /**
   * Loads a model of the standard layers.
   *
   * @param file where it was saved
   * @return the model and its record
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
   * @return the model and its record
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the path, expected and found
   */
  public static SavedModel load(Path file, LoadOptions options) throws IOException {
    return model(file.toString(), Safetensors.read(file, readOptions(options)), options);
  }

  /**
   * Loads a model of the standard layers from a stream, as of a class-path resource.
   *
   * @param name what to call the stream in messages
   * @param in read to its end, not closed
   * @return the model and its record
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the name, expected and found
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
   * @return the model and its record
   * @throws IOException if reading fails; a {@link SafetensorsException} if this is no model file,
   *     with the name, expected and found
   */
  public static SavedModel load(String name, InputStream in, LoadOptions options)
      throws IOException {
    return model(name, Safetensors.read(name, in, readOptions(options)), options);
  }

  private static ReadOption[] readOptions(LoadOptions options) {
    return options.allowNonFinite()
        ? new ReadOption[] {ReadOption.ALLOW_NON_FINITE}
        : new ReadOption[0];
  }

  private static SavedModel model(String source, SafetensorsFile file, LoadOptions options)
      throws IOException {
    String format = metadata(source, file, FORMAT_KEY);
    if (!format.equals(FORMAT)) {
      throw wrong(source, FORMAT_KEY, FORMAT, format, null);
    }
    String what = NETWORK_KEY;
    try {
      String json = metadata(source, file, NETWORK_KEY);
      Network network = ModelJson.readNetwork(json, options.layerTypes());
      requireSmall(network, options.maxActivationBytes());
      what = RECORD_KEY;
      TrainingRecord record = ModelJson.readRecord(metadata(source, file, RECORD_KEY));
      what = "parameters";
      return new SavedModel(Model.restore(network, file.tensors()), record);
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
