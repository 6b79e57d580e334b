package io.crema.nn.layer;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The types of layers and joins that a model file may name, and how each is made. Immutable. */
public final class LayerTypes {

  private static final LayerTypes STANDARD =
      new LayerTypes(Map.of())
          .with(Add.TYPE, config -> new Add())
          .with(Average.TYPE, config -> new Average())
          .with(AveragePool1D.TYPE, AveragePool1D::of)
          .with(AveragePool2D.TYPE, AveragePool2D::of)
          .with(BatchNorm.TYPE, BatchNorm::of)
          .with(Concat.TYPE, config -> new Concat())
          .with(Conv1D.TYPE, Conv1D::of)
          .with(Conv2D.TYPE, Conv2D::of)
          .with(Conv2DTranspose.TYPE, Conv2DTranspose::of)
          .with(Cropping2D.TYPE, Cropping2D::of)
          .with(Dense.TYPE, Dense::of)
          .with(DepthToSpace.TYPE, DepthToSpace::of)
          .with(DepthwiseConv1D.TYPE, DepthwiseConv1D::of)
          .with(DepthwiseConv2D.TYPE, DepthwiseConv2D::of)
          .with(Dropout.TYPE, config -> new Dropout(config.number("rate")))
          .with(DropPath.TYPE, config -> new DropPath(config.number("rate")))
          .with(ELU.TYPE, config -> new ELU(config.number("alpha")))
          .with(Flatten.TYPE, config -> new Flatten())
          .with(GaussianNoise.TYPE, config -> new GaussianNoise(config.number("deviation")))
          .with(GELU.TYPE, GELU::of)
          .with(GlobalAveragePool1D.TYPE, config -> new GlobalAveragePool1D())
          .with(GlobalAveragePool2D.TYPE, config -> new GlobalAveragePool2D())
          .with(GlobalMaxPool1D.TYPE, config -> new GlobalMaxPool1D())
          .with(GlobalMaxPool2D.TYPE, config -> new GlobalMaxPool2D())
          .with(GroupNorm.TYPE, GroupNorm::of)
          .with(HardSigmoid.TYPE, HardSigmoid::of)
          .with(HardSwish.TYPE, config -> new HardSwish())
          .with(InstanceNorm.TYPE, InstanceNorm::of)
          .with(LayerNorm.TYPE, LayerNorm::of)
          .with(LeakyReLU.TYPE, config -> new LeakyReLU(config.number("slope")))
          .with(Maximum.TYPE, config -> new Maximum())
          .with(MaxPool1D.TYPE, MaxPool1D::of)
          .with(MaxPool2D.TYPE, MaxPool2D::of)
          .with(Mish.TYPE, config -> new Mish())
          .with(Multiply.TYPE, config -> new Multiply())
          .with(Permute.TYPE, Permute::of)
          .with(PReLU.TYPE, config -> new PReLU(config.number("initial_slope")))
          .with(ReLU.TYPE, ReLU::of)
          .with(Rescaling.TYPE, Rescaling::of)
          .with(Reshape.TYPE, Reshape::of)
          .with(SELU.TYPE, config -> new SELU())
          .with(Sigmoid.TYPE, config -> new Sigmoid())
          .with(SiLU.TYPE, config -> new SiLU())
          .with(Softmax.TYPE, config -> new Softmax())
          .with(Softplus.TYPE, config -> new Softplus())
          .with(Softsign.TYPE, config -> new Softsign())
          .with(SpaceToDepth.TYPE, SpaceToDepth::of)
          .with(SpatialDropout.TYPE, config -> new SpatialDropout(config.number("rate")))
          .with(Tanh.TYPE, config -> new Tanh())
          .with(UpSampling1D.TYPE, UpSampling1D::of)
          .with(UpSampling2D.TYPE, UpSampling2D::of)
          .with(ZeroPadding1D.TYPE, ZeroPadding1D::of)
          .with(ZeroPadding2D.TYPE, ZeroPadding2D::of);

  private final Map<String, Function<LayerConfig, ? extends Operator>> makers;

  private LayerTypes(Map<String, Function<LayerConfig, ? extends Operator>> makers) {
    this.makers = makers;
  }

  /** {@return the layers and joins of this package} */
  public static LayerTypes standard() {
    return STANDARD;
  }

  /**
   * {@return these types and one more}
   *
   * @param type name of the type, see {@link Operator#type()}
   * @param maker makes a layer or join from its {@link Operator#config()}
   */
  public LayerTypes with(String type, Function<LayerConfig, ? extends Operator> maker) {
    Map<String, Function<LayerConfig, ? extends Operator>> more = new TreeMap<>(makers);
    more.put(type, maker);
    return new LayerTypes(more);
  }

  /** {@return the names of all types, in alphabetical order} */
  public Set<String> names() {
    return Collections.unmodifiableSet(makers.keySet());
  }

  /**
   * {@return a layer or join}
   *
   * @param type name of its type
   * @param config its hyper-parameters
   * @throws IllegalArgumentException if the type is unknown or a hyper-parameter is wrong
   */
  public Operator make(String type, LayerConfig config) {
    Function<LayerConfig, ? extends Operator> maker = makers.get(type);
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
