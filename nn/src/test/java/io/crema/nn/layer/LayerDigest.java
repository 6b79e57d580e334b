package io.crema.nn.layer;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.model.Model;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.Execution;
import io.crema.nn.plan.Plan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Prints a SHA-256 over all bits that the rows of each kind of {@link LayerTable} give. */
final class LayerDigest {

  /** So often that the loops are compiled on the way; every round must give the same bits. */
  static final int ROUNDS = 3;

  private static final long SEED = 5;

  private final MessageDigest digest;

  private LayerDigest() throws NoSuchAlgorithmException {
    digest = MessageDigest.getInstance("SHA-256");
  }

  public static void main(String[] args) throws NoSuchAlgorithmException {
    System.out.println("kernels=" + LayerTable.rows().get(0).model().kernelName());
    LayerDigest work = new LayerDigest();
    for (int round = 0; round < ROUNDS; round++) {
      for (String kind : LayerTable.kinds()) {
        System.out.println(kind + round + "=" + work.of(kind));
      }
    }
  }

  private String of(String kind) {
    for (LayerRow row : LayerTable.rows(kind)) {
      Model model = row.model();
      update(model.forward(List.of(row.inputs())).get(0));
      train(row, model);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The output in training, and the gradients by the inputs and by the parameters. */
  private void train(LayerRow row, Model model) {
    int batch = row.batch();
    BoundNetwork bound = new BoundNetwork(row.network(), model.operators());
    Execution execution = new Execution(Plan.withInputGradients(bound), batch);
    float[][] sums = new float[model.parameters().size()][];
    for (Parameter parameter : model.parameters()) {
      sums[parameter.index()] = new float[parameter.value().size()];
    }
    execution.control().train(sums, SEED);
    execution.control().samples(SplitMix64.permutation(batch, SEED), 0);

    Tensor[] inputs = row.inputs();
    for (int i = 0; i < inputs.length; i++) {
      float[] input = inputs[i].array();
      System.arraycopy(input, 0, execution.input(i, batch).array(), 0, input.length);
    }
    execution.forwardBatch(batch);
    update(execution.output(0, batch));

    Tensor dOutput = execution.outputGradient(0, batch);
    for (int i = 0; i < dOutput.size(); i++) {
      dOutput.array()[i] = SplitMix64.at(SEED, i) * 0x1p-63f;
    }
    execution.backwardBatch(batch);
    for (int i = 0; i < inputs.length; i++) {
      update(execution.inputGradient(i, batch));
    }
    for (float[] sum : sums) {
      update(Tensor.of(Shape.of(sum.length), sum));
    }
  }

  private void update(Tensor values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.size());
    bytes.asFloatBuffer().put(values.array(), 0, values.size());
    digest.update(bytes);
  }
}
