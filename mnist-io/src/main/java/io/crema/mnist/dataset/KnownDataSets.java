package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import io.crema.mnist.idx.IdxType;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of classes of data sets that come without them. A set is told by the SHA-256 of its
 * test labels, one byte each, without the header of the file: so however it is packed, and also
 * where its images were changed.
 *
 * <table>
 *   <caption>The sets that are known</caption>
 *   <tr><th>SHA-256 of the test labels</th><th>data set</th></tr>
 *   <tr><td>{@value #FASHION_MNIST}</td>
 *     <td>Fashion-MNIST: Xiao, Rasul &amp; Vollgraf, "Fashion-MNIST: a Novel Image Dataset for
 *     Benchmarking Machine Learning Algorithms", 2017</td></tr>
 * </table>
 */
final class KnownDataSets {

  private static final String FASHION_MNIST =
      "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9";

  private static final Map<String, List<String>> NAMES =
      Map.of(
          FASHION_MNIST,
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"));

  private KnownDataSets() {}

  /** {@return the names of the classes, if the labels are those of a set that is known} */
  static Optional<List<String>> names(IdxReader testLabels) throws IOException {
    return names(testLabels, NAMES);
  }

  static Optional<List<String>> names(IdxReader testLabels, Map<String, List<String>> known)
      throws IOException {
    if (testLabels.header().type() != IdxType.UNSIGNED_BYTE) {
      return Optional.empty();
    }
    byte[] labels = testLabels.readBytes(testLabels.remaining());
    return Optional.ofNullable(known.get(sha256(labels)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
