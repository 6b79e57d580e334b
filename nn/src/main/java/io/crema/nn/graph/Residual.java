package io.crema.nn.graph;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Component;
import java.util.List;

/**
 * Layers with a shortcut around them: {@code output = body(input) + shortcut(input)} (He et al.,
 * "Deep Residual Learning for Image Recognition", 2016). Without a {@link #shortcut} the input
 * itself is added. No activation follows the sum: add one after the block, as ResNets have it.
 *
 * <pre>{@code
 * new Residual(new Conv2D(16, 3).same(), new ReLU(), new Conv2D(16, 3).same())
 *
 * new Residual(new Conv2D(32, 3).same().stride(2), new BatchNorm())
 *     .shortcut(new Conv2D(32, 1).same().stride(2), new BatchNorm())
 * }</pre>
 *
 * @param body layers and blocks, at least one
 * @param shortcut layers and blocks; none for the input itself
 */
public record Residual(List<Component> body, List<Component> shortcut) implements Block {

  /** The prefix of the names of its nodes: {@value}. */
  public static final String TYPE = "residual";

  /**
   * Creates layers with a shortcut.
   *
   * @param body layers and blocks, at least one
   * @param shortcut layers and blocks; none for the input itself
   * @throws IllegalArgumentException if the body is empty
   */
  public Residual {
    body = List.copyOf(body);
    shortcut = List.copyOf(shortcut);
    if (body.isEmpty()) {
      throw new IllegalArgumentException("Residual: expected at least one layer, got none");
    }
  }

  /**
   * Creates layers to whose output their input is added.
   *
   * @param body layers and blocks, at least one
   * @throws IllegalArgumentException if there is none
   */
  public Residual(Component... body) {
    this(List.of(body), List.of());
  }

  /**
   * {@return this with layers on the shortcut, such as a projection to another shape}
   *
   * @param components layers and blocks
   */
  public Residual shortcut(Component... components) {
    return new Residual(body, List.of(components));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Node expand(Node input) {
    Node output = new Row(body).expand(input);
    Node shortcutOutput = shortcut.isEmpty() ? input : new Row(shortcut).expand(input);
    requireSame(input.shape(), output.shape(), shortcutOutput.shape());
    return Node.join(new Add(), output, shortcutOutput);
  }

  private void requireSame(Shape input, Shape output, Shape added) {
    if (output.equals(added)) {
      return;
    }
    throw new IllegalArgumentException(
        shortcut.isEmpty()
            ? "%s: expected layers that give the shape of the input, %s, got %s; add shortcut(...)"
                    .formatted(this, input, output)
                + " with layers that give that shape, such as new Conv2D(filters, 1)"
            : "%s: expected a body and a shortcut that give the same shape, got %s and %s"
                .formatted(this, output, added));
  }

  @Override
  public String toString() {
    return "Residual" + body + (shortcut.isEmpty() ? "" : ".shortcut" + shortcut);
  }
}
