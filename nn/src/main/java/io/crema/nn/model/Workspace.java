package io.crema.nn.model;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Pass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buffers in which one thread takes a few samples through a model's layers. Planned once;
 * passing through allocates nothing.
 *
 * <p>A layer that can work in place shares the array of the layer before it, unless a layer that
 * has to read it backward would find it overwritten. Gradients go to and fro between two arrays.
 */
public final class Workspace {

  /** Most samples that go through the layers together if these ask for no groups: {@value}. */
  public static final int MAX_SAMPLES = 8;

  /**
   * Most bytes of their activations, unless those of a single sample take more: {@value}, about a
   * second-level cache, where the layers behind find what they read. The reference network goes by
   * four samples.
   */
  public static final int MAX_BYTES = 1_310_720;

  private final Model model;
  private final Pass pass;
  private final Shape[] shapes;
  private final int maxSamples;

  /** Activations by layer and number of samples: {@code [0]} the input, {@code [i + 1]} layer i. */
  private final Tensor[][] activations;

  /** Gradients by the same, or null where none is needed. Empty before {@link #outputGradient}. */
  private @Nullable Tensor[][] gradients = {};

  /**
   * Plans the buffers.
   *
   * @param model the model to compute
   */
  public Workspace(Model model) {
    this(model, maxSamples(model));
  }

  /**
   * Plans the buffers for a number of samples.
   *
   * @param model the model to compute
   * @param samples how many samples the buffers hold, at least 1
   */
  public Workspace(Model model, int samples) {
    this.model = model;
    this.maxSamples = samples;
    this.pass = new Pass(model.kernels());
    int count = model.layers().size() + 1;
    shapes = new Shape[count];
    activations = new Tensor[count][];
    for (int i = 0; i < count; i++) {
      shapes[i] = i == 0 ? model.network().inputShape() : model.network().outputShape(i - 1);
    }
    for (int i = 0; i < count; i++) {
      float[] array =
          sharesInput(model, i)
              ? activations[i - 1][maxSamples].array()
              : new float[shapes[i].withBatch(maxSamples).size()];
      activations[i] = views(shapes[i], array);
    }
  }

  /** Whether activation {@code i} overwrites the one before it, which no layer reads backward. */
  private static boolean sharesInput(Model model, int i) {
    return i > 1 && model.layers().get(i - 1).inPlace() && !model.layers().get(i - 2).readsOutput();
  }

  /**
   * {@return how many samples go through the layers of a model together in prediction, and in
   * training if no layer asks for groups} Results depend on it in their last bits, so it follows
   * from the network alone.
   *
   * @param model the model to compute
   */
  public static int maxSamples(Model model) {
    long bytes = (long) model.network().inputShape().size() * Float.BYTES;
    for (int i = 1; i <= model.layers().size(); i++) {
      if (!sharesInput(model, i)) {
        bytes += (long) model.network().outputShape(i - 1).size() * Float.BYTES;
      }
    }
    return (int) Math.max(1, Math.min(MAX_SAMPLES, MAX_BYTES / bytes));
  }

  /** One tensor over the array for each number of samples, from 1 to the most. */
  private Tensor[] views(Shape shape, float[] array) {
    Tensor[] views = new Tensor[maxSamples + 1];
    for (int n = 0; n <= maxSamples; n++) {
      views[n] = Tensor.over(shape.withBatch(Math.max(n, 1)), array);
    }
    return views;
  }

  /** Plans the buffers of the backward pass. */
  private void planGradients() {
    int longest = 0;
    for (Shape shape : shapes) {
      longest = Math.max(longest, shape.size());
    }
    float[] even = new float[Math.multiplyExact(maxSamples, longest)];
    float[] odd = new float[even.length];
    gradients = new Tensor[shapes.length][];
    int last = shapes.length - 1;
    float[] array = even;
    gradients[last] = views(shapes[last], array);
    for (int i = last - 1; i >= 0; i--) {
      if (!model.layers().get(i).inPlace()) {
        array = array == even ? odd : even;
      }
      gradients[i] = views(shapes[i], array);
    }
  }

  /** {@return how many samples the buffers hold} */
  public int maxSamples() {
    return maxSamples;
  }

  /** {@return what the layers are told with their tensors} */
  public Pass pass() {
    return pass;
  }

  /**
   * {@return the buffer for inputs, {@code [samples, ...]}}
   *
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor input(int samples) {
    return activations[0][samples];
  }

  /**
   * {@return the buffer for the gradient by the last layer's outputs, {@code [samples, ...]}}
   *
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor outputGradient(int samples) {
    if (gradients.length == 0) {
      planGradients();
    }
    return gradient(shapes.length - 1, samples);
  }

  private Tensor gradient(int index, int samples) {
    Tensor[] views = gradients[index];
    if (views == null) {
      throw new IllegalStateException("outputGradient: expected before backward");
    }
    return views[samples];
  }

  /**
   * {@return the outputs of the last layer for what is in {@link #input}}
   *
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor forward(int samples) {
    return forward(samples, null);
  }

  /** The same with a team that computes the layers that are worth it. */
  Tensor forward(int samples, @Nullable LayerTeam team) {
    List<BoundLayer> layers = model.layers();
    for (int i = 0; i < layers.size(); i++) {
      BoundLayer layer = layers.get(i);
      boolean rectify = rectifiesNext(i);
      Tensor input = activations[i][samples];
      Tensor output = activations[i + 1][samples];
      if (team != null && layer.forwardParts(samples) > 1) {
        team.forward(layer, i, rectify, input, output);
      } else {
        pass.layer(i, rectify, false);
        int pooling = rectify ? i + 2 : i + 1;
        if (quartersNext(layer, pooling)) {
          layer.forwardQuartered(input, activations[pooling + 1][samples], pass);
          i = pooling;
          continue;
        }
        layer.forward(input, output, pass);
      }
      if (rectify) {
        i++;
      }
    }
    return activations[layers.size()][samples];
  }

  /**
   * {@return the outputs of one layer alone, for those of the layer before it} One after the other,
   * and each looked at before the next, the layers show what {@link #forward(int)} leaves out or
   * overwrites.
   *
   * @param layer position of the layer
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor forwardLayer(int layer, int samples) {
    Tensor output = activations[layer + 1][samples];
    pass.layer(layer, false, false);
    model.layers().get(layer).forward(activations[layer][samples], output, pass);
    return output;
  }

  /**
   * Takes the gradient in {@link #outputGradient} back through the layers.
   *
   * @param samples as in the forward pass
   */
  public void backward(int samples) {
    backward(samples, null);
  }

  /** The same for layers in front of which there are others; gives the gradient by the inputs. */
  Tensor backwardToInput(int samples) {
    Tensor dInput = gradient(0, samples);
    backward(samples, dInput);
    return dInput;
  }

  private void backward(int samples, @Nullable Tensor dInput) {
    List<BoundLayer> layers = model.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      boolean mask = masksPrevious(i);
      pass.layer(i, false, mask);
      layers
          .get(i)
          .backward(
              activations[i][samples],
              activations[i + 1][samples],
              gradient(i + 1, samples),
              i == 0 ? dInput : gradient(i, samples),
              pass);
      if (mask) {
        i--;
      }
    }
  }

  /** Whether a layer does the work of the rectifier behind it, in whose place it writes. */
  private boolean rectifiesNext(int layer) {
    List<BoundLayer> layers = model.layers();
    return layer + 1 < layers.size()
        && layers.get(layer).canRectify()
        && layers.get(layer + 1).rectifies()
        && activations[layer + 1][1].array() == activations[layer + 2][1].array();
  }

  /**
   * Whether a layer does the work of the pooling behind it. Backward would miss what was pooled.
   */
  private boolean quartersNext(BoundLayer layer, int pooling) {
    List<BoundLayer> layers = model.layers();
    return !pass.training()
        && pooling < layers.size()
        && layers.get(pooling).quarters()
        && layer.canQuarter(pass.kernels());
  }

  /** Whether a layer does the backward work of the rectifier in front of it. */
  private boolean masksPrevious(int layer) {
    List<BoundLayer> layers = model.layers();
    return layer > 1 && layers.get(layer).canMask() && layers.get(layer - 1).rectifies();
  }
}
