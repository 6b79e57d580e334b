package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.UpSampling2D.Interpolation;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Each layer and join for one sample in prediction, by its definition and in double. */
final class NaiveOperators {

  /** Layers that do nothing in prediction. */
  private static final List<String> TRAINING_ONLY =
      List.of(Dropout.TYPE, SpatialDropout.TYPE, DropPath.TYPE, GaussianNoise.TYPE);

  private final List<Parameter> parameters;

  /** For each output value the sum of the absolute values that were added up for it. */
  private double[] magnitudes = {};

  NaiveOperators(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  double magnitude(int output) {
    return magnitudes[output];
  }

  private double parameter(int which, int index) {
    return which < parameters.size() ? parameters.get(which).value().array()[index] : 0;
  }

  /** {@return the output for one sample} */
  double[] forward(Operator operator, List<Shape> shapes, List<double[]> inputs) {
    magnitudes = new double[0];
    double[] output =
        operator instanceof Join join
            ? join(join, shapes, inputs)
            : layer((Layer) operator, shapes.get(0), inputs.get(0));
    if (magnitudes.length != output.length) {
      magnitudes = output.clone();
      Arrays.setAll(magnitudes, i -> Math.abs(magnitudes[i]));
    }
    return output;
  }

  private static double[] join(Join join, List<Shape> shapes, List<double[]> inputs) {
    if (join instanceof Concat) {
      return concat(shapes, inputs);
    }
    int size = inputs.stream().mapToInt(input -> input.length).max().orElseThrow();
    double[] output = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double product = 1;
      double most = Double.NEGATIVE_INFINITY;
      for (double[] input : inputs) {
        double value = input[i % input.length]; // channels come last
        sum += value;
        product *= value;
        most = Math.max(most, value);
      }
      output[i] =
          join instanceof Add
              ? sum
              : join instanceof Average
                  ? sum / inputs.size()
                  : join instanceof Multiply ? product : most;
    }
    return output;
  }

  private static double[] concat(List<Shape> shapes, List<double[]> inputs) {
    int channels = shapes.stream().mapToInt(NaiveOperators::channels).sum();
    int pixels = inputs.get(0).length / channels(shapes.get(0));
    double[] output = new double[pixels * channels];
    int first = 0;
    for (int k = 0; k < inputs.size(); k++) {
      int own = channels(shapes.get(k));
      for (int pixel = 0; pixel < pixels; pixel++) {
        for (int c = 0; c < own; c++) {
          output[pixel * channels + first + c] = inputs.get(k)[pixel * own + c];
        }
      }
      first += own;
    }
    return output;
  }

  private static int channels(Shape shape) {
    return shape.dim(shape.rank() - 1);
  }

  private double[] layer(Layer layer, Shape shape, double[] input) {
    if (layer instanceof Conv2D c) {
      return convolution(
          window(c.kernelHeight(), c.kernelWidth(), c.strideHeight(), c.strideWidth(), c.padding()),
          shape,
          input,
          c.filters());
    }
    if (layer instanceof DepthwiseConv2D c) {
      return depthwise(
          window(c.kernelHeight(), c.kernelWidth(), c.strideHeight(), c.strideWidth(), c.padding()),
          shape,
          input);
    }
    if (layer instanceof Dense dense) {
      return convolution(
          window(1, 1, 1, 1, Padding.VALID), Shape.of(1, 1, input.length), input, dense.units());
    }
    if (layer instanceof MaxPool2D p) {
      return pool(
          window(p.height(), p.width(), p.strideHeight(), p.strideWidth(), p.padding()),
          shape,
          input,
          true);
    }
    if (layer instanceof AveragePool2D p) {
      return pool(
          window(p.height(), p.width(), p.strideHeight(), p.strideWidth(), p.padding()),
          shape,
          input,
          false);
    }
    if (layer instanceof GlobalAveragePool2D) {
      return pool(window(shape.dim(0), shape.dim(1), 1, 1, Padding.VALID), shape, input, false);
    }
    if (layer instanceof UpSampling2D up) {
      return up.interpolation() == Interpolation.NEAREST
          ? nearest(up, shape, input)
          : bilinear(up, shape, input);
    }
    if (layer instanceof ZeroPadding2D padding) {
      return padded(padding, shape, input);
    }
    if (layer instanceof BatchNorm norm) {
      return normalized(norm, input);
    }
    int channels = channels(shape);
    if (layer instanceof LayerNorm norm) {
      int row = parameters.get(0).value().size();
      return standardized(input, i -> i / row, norm.epsilon());
    }
    if (layer instanceof GroupNorm norm) {
      return standardized(input, i -> i % channels * norm.groups() / channels, norm.epsilon());
    }
    if (layer instanceof InstanceNorm norm) {
      return standardized(input, i -> i % channels, norm.epsilon());
    }
    return activation(layer, input);
  }

  /** Kernel, stride and padding; the sizes of the image come later. */
  private record Window(int height, int width, int strideHeight, int strideWidth, boolean same) {

    int outHeight(Shape image) {
      return same
          ? divideUp(image.dim(0), strideHeight)
          : (image.dim(0) - height) / strideHeight + 1;
    }

    int outWidth(Shape image) {
      return same ? divideUp(image.dim(1), strideWidth) : (image.dim(1) - width) / strideWidth + 1;
    }

    /** Rows of padding above the image: the smaller half. */
    int top(Shape image) {
      int all = (outHeight(image) - 1) * strideHeight + height - image.dim(0);
      return same ? Math.max(0, all) / 2 : 0;
    }

    int left(Shape image) {
      int all = (outWidth(image) - 1) * strideWidth + width - image.dim(1);
      return same ? Math.max(0, all) / 2 : 0;
    }

    private static int divideUp(int value, int by) {
      return (value + by - 1) / by;
    }
  }

  private static Window window(int height, int width, int down, int right, Padding padding) {
    return new Window(height, width, down, right, padding == Padding.SAME);
  }

  private static boolean isInside(Shape image, int y, int x) {
    return y >= 0 && y < image.dim(0) && x >= 0 && x < image.dim(1);
  }

  private static int at(Shape image, int y, int x, int c) {
    return (y * image.dim(1) + x) * image.dim(2) + c;
  }

  private double[] convolution(Window window, Shape image, double[] input, int filters) {
    Shape out = Shape.of(window.outHeight(image), window.outWidth(image), filters);
    double[] output = new double[out.size()];
    magnitudes = new double[out.size()];
    for (int i = 0; i < output.length; i++) {
      int f = i % filters;
      int y = i / filters / out.dim(1) * window.strideHeight - window.top(image);
      int x = i / filters % out.dim(1) * window.strideWidth - window.left(image);
      output[i] = parameter(1, f);
      for (int ky = 0; ky < window.height; ky++) {
        for (int kx = 0; kx < window.width; kx++) {
          for (int c = 0; c < image.dim(2) && isInside(image, y + ky, x + kx); c++) {
            int weight = ((ky * window.width + kx) * image.dim(2) + c) * filters + f;
            double product = input[at(image, y + ky, x + kx, c)] * parameter(0, weight);
            output[i] += product;
            magnitudes[i] += Math.abs(product);
          }
        }
      }
    }
    return output;
  }

  private double[] depthwise(Window window, Shape image, double[] input) {
    int channels = image.dim(2);
    Shape out = Shape.of(window.outHeight(image), window.outWidth(image), channels);
    double[] output = new double[out.size()];
    for (int i = 0; i < output.length; i++) {
      int c = i % channels;
      int y = i / channels / out.dim(1) * window.strideHeight - window.top(image);
      int x = i / channels % out.dim(1) * window.strideWidth - window.left(image);
      output[i] = parameter(1, c);
      for (int ky = 0; ky < window.height; ky++) {
        for (int kx = 0; kx < window.width; kx++) {
          if (isInside(image, y + ky, x + kx)) {
            double weight = parameter(0, (ky * window.width + kx) * channels + c);
            output[i] += input[at(image, y + ky, x + kx, c)] * weight;
          }
        }
      }
    }
    return output;
  }

  /** The largest value, or the mean, of the pixels of each window that are inside the image. */
  private static double[] pool(Window window, Shape image, double[] input, boolean largest) {
    int channels = image.dim(2);
    Shape out = Shape.of(window.outHeight(image), window.outWidth(image), channels);
    double[] output = new double[out.size()];
    for (int i = 0; i < output.length; i++) {
      int top = i / channels / out.dim(1) * window.strideHeight - window.top(image);
      int left = i / channels % out.dim(1) * window.strideWidth - window.left(image);
      double most = Double.NEGATIVE_INFINITY;
      double sum = 0;
      int count = 0;
      for (int y = top; y < top + window.height; y++) {
        for (int x = left; x < left + window.width; x++) {
          if (isInside(image, y, x)) {
            double value = input[at(image, y, x, i % channels)];
            most = Math.max(most, value);
            sum += value;
            count++;
          }
        }
      }
      output[i] = largest ? most : sum / count;
    }
    return output;
  }

  private static double[] nearest(UpSampling2D up, Shape image, double[] input) {
    Shape out = up.outputShape(image);
    double[] output = new double[out.size()];
    for (int y = 0; y < out.dim(0); y++) {
      for (int x = 0; x < out.dim(1); x++) {
        for (int c = 0; c < out.dim(2); c++) {
          output[at(out, y, x, c)] =
              input[at(image, y / up.factorHeight(), x / up.factorWidth(), c)];
        }
      }
    }
    return output;
  }

  private static double[] bilinear(UpSampling2D up, Shape image, double[] input) {
    Shape out = up.outputShape(image);
    double[] output = new double[out.size()];
    for (int y = 0; y < out.dim(0); y++) {
      double fromY = (y + 0.5) / up.factorHeight() - 0.5;
      for (int x = 0; x < out.dim(1); x++) {
        double fromX = (x + 0.5) / up.factorWidth() - 0.5;
        for (int c = 0; c < out.dim(2); c++) {
          output[at(out, y, x, c)] = interpolated(image, input, fromY, fromX, c);
        }
      }
    }
    return output;
  }

  private static double interpolated(Shape image, double[] input, double y, double x, int c) {
    double sum = 0;
    for (int row = -1; row <= image.dim(0); row++) {
      for (int column = -1; column <= image.dim(1); column++) {
        double share = Math.max(0, 1 - Math.abs(y - row)) * Math.max(0, 1 - Math.abs(x - column));
        int nearRow = Math.max(0, Math.min(image.dim(0) - 1, row));
        int nearColumn = Math.max(0, Math.min(image.dim(1) - 1, column));
        sum += share * input[at(image, nearRow, nearColumn, c)];
      }
    }
    return sum;
  }

  private static double[] padded(ZeroPadding2D padding, Shape image, double[] input) {
    Shape out = padding.outputShape(image);
    double[] output = new double[out.size()];
    for (int y = 0; y < image.dim(0); y++) {
      for (int x = 0; x < image.dim(1); x++) {
        for (int c = 0; c < image.dim(2); c++) {
          output[at(out, y + padding.top(), x + padding.left(), c)] = input[at(image, y, x, c)];
        }
      }
    }
    return output;
  }

  private double[] normalized(BatchNorm norm, double[] input) {
    int channels = parameters.get(0).value().size();
    double[] output = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      int c = i % channels;
      double deviation = Math.sqrt(parameter(3, c) + norm.epsilon());
      output[i] = parameter(0, c) * (input[i] - parameter(2, c)) / deviation + parameter(1, c);
    }
    return output;
  }

  /** Normalizes the values of each set by themselves; scale and shift repeat along the input. */
  private double[] standardized(double[] input, IntUnaryOperator set, double epsilon) {
    int length = parameters.get(0).value().size();
    double[] output = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      int own = set.applyAsInt(i);
      int[] others =
          IntStream.range(0, input.length).filter(j -> set.applyAsInt(j) == own).toArray();
      double mean = Arrays.stream(others).mapToDouble(j -> input[j]).average().orElseThrow();
      double variance =
          Arrays.stream(others)
              .mapToDouble(j -> (input[j] - mean) * (input[j] - mean))
              .average()
              .orElseThrow();
      double normalized = (input[i] - mean) / Math.sqrt(variance + epsilon);
      output[i] = parameter(0, i % length) * normalized + parameter(1, i % length);
    }
    return output;
  }

  private static double[] activation(Layer layer, double[] input) {
    double sum = 0;
    for (double value : input) {
      sum += Math.exp(value);
    }
    double[] output = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      double x = input[i];
      if (layer instanceof ReLU) {
        output[i] = Math.max(0, x);
      } else if (layer instanceof LeakyReLU leaky) {
        output[i] = x > 0 ? x : leaky.slope() * x;
      } else if (layer instanceof Sigmoid) {
        output[i] = 1 / (1 + Math.exp(-x));
      } else if (layer instanceof Tanh) {
        output[i] = Math.tanh(x);
      } else if (layer instanceof Softmax) {
        output[i] = Math.exp(x) / sum;
      } else if (layer instanceof Flatten || TRAINING_ONLY.contains(layer.type())) {
        output[i] = x;
      } else {
        throw new IllegalArgumentException("no reference for " + layer);
      }
    }
    return output;
  }
}
