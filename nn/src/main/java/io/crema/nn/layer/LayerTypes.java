package io.crema.nn.layer;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The kinds of layers that a model file may name, and how each is made. Immutable. */
public final class LayerTypes {

  private static final LayerTypes STANDARD =
      new LayerTypes(Map.of())
          .with(AveragePool2D.TYPE, AveragePool2D::of)
          .with(BatchNorm.TYPE, BatchNorm::of)
          .with(Conv2D.TYPE, Conv2D::of)
          .with(Dense.TYPE, Dense::of)
          .with(DepthwiseConv2D.TYPE, DepthwiseConv2D::of)
          .with(Dropout.TYPE, config -> new Dropout(config.number("rate")))
          .with(Flatten.TYPE, config -> new Flatten())
          .with(GlobalAveragePool2D.TYPE, config -> new GlobalAveragePool2D())
          .with(LeakyReLU.TYPE, config -> new LeakyReLU(config.number("slope")))
          .with(MaxPool2D.TYPE, MaxPool2D::of)
          .with(ReLU.TYPE, config -> new ReLU())
          .with(Sigmoid.TYPE, config -> new Sigmoid())
          .with(Softmax.TYPE, config -> new Softmax())
          .with(Tanh.TYPE, config -> new Tanh())
          .with(ZeroPadding2D.TYPE, ZeroPadding2D::of);

  private final Map<String, Function<LayerConfig, Layer>> makers;

  private LayerTypes(Map<String, Function<LayerConfig, Layer>> makers) {
    this.makers = makers;
  }

  /** {@return the layers of this package} */
  public static LayerTypes standard() {
    return STANDARD;
  }

  /**
   * {@return these and one more kind}
   *
   * @param type name of the kind, see {@link Layer#type()}
   * @param maker makes a layer from its {@link Layer#config()}
   */
  public LayerTypes with(String type, Function<LayerConfig, Layer> maker) {
    Map<String, Function<LayerConfig, Layer>> more = new TreeMap<>(makers);
    more.put(type, maker);
    return new LayerTypes(more);
  }

  /**
   * {@return a layer}
   *
   * @param type name of its kind
   * @param config its hyper-parameters
   * @throws IllegalArgumentException if the kind is not known or a hyper-parameter is wrong
   */
  public Layer make(String type, LayerConfig config) {
    Function<LayerConfig, Layer> maker = makers.get(type);
    if (maker == null) {
      throw new IllegalArgumentException(
          "layer type: expected one of %s, got %s".formatted(makers.keySet(), type));
    }
    try {
      return maker.apply(config);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("layer %s: %s".formatted(type, e.getMessage()), e);
    }
  }
}
